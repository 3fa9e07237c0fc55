import { createFileDisk } from '../../src/io/file-disk.ts';
import { describeDiskContract } from './disk.ts';
import { tempFolder, until } from './temp-folder.ts';

describeDiskContract('real files', async () => {
  const folder = await tempFolder();
  return { disk: createFileDisk(folder.path), until, close: () => folder.remove() };
});
