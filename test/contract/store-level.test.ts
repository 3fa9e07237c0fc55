import { cp } from 'node:fs/promises';
import { createLevelStoreHost } from '../../src/io/level-store.ts';
import { describeStoreContract } from './store.ts';
import { tempFolder, until, type TempFolder } from './temp-folder.ts';

describeStoreContract('LevelDB', async () => {
  const folders: TempFolder[] = [await tempFolder()];
  return {
    host: createLevelStoreHost(folders[0]!.path),
    // A copy of the files, taken while the store is open, is what a killed process leaves.
    restart: async () => {
      const copy = await tempFolder();
      await cp(folders.at(-1)!.path, copy.path, { recursive: true });
      folders.push(copy);
      return createLevelStoreHost(copy.path);
    },
    until,
    close: async () => {
      for (const folder of folders) await folder.remove();
    },
  };
});
