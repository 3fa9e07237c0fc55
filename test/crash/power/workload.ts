/**
 * What the self-test runs under the layer: file operations of a log and of LevelDB, some synced and some not; then it
 * says "ready" and waits to be killed. Its argument is a folder that it makes.
 */
import { ClassicLevel } from 'classic-level';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { present } from '../../../src/core/base/assert.ts';

const folder = present(process.argv[2], 'a folder');
const at = (name: string): string => join(folder, name);

function syncFolder(path: string): void {
  const fd = fs.openSync(path, fs.constants.O_RDONLY | fs.constants.O_DIRECTORY);
  fs.fsyncSync(fd);
  fs.closeSync(fd);
}

function write(name: string, text: string): void {
  const fd = fs.openSync(at(name), 'w');
  fs.writeSync(fd, text);
  fs.fdatasyncSync(fd);
  fs.closeSync(fd);
}

fs.mkdirSync(folder);
syncFolder(join(folder, '..'));

write('synced', 'old');
write('replaced', 'before');
write('renamed.new', 'renamed');
write('removed', 'still here');
write('cut', 'whole');
fs.mkdirSync(at('kept'));
syncFolder(folder);

// Contents: a synced write, then unsynced ones over it, behind it, and a shorter file.
const fd = fs.openSync(at('synced'), 'r+');
fs.writeSync(fd, 'new', 0);
fs.fdatasyncSync(fd);
fs.writeSync(fd, 'xx', 0);
fs.writevSync(fd, [Buffer.from('beh'), Buffer.from('ind')], 3);
fs.ftruncateSync(fs.openSync(at('cut'), 'r+'), 1);

// Names: none of these folders is synced again.
write('nameless', 'synced, but its name is not');
fs.renameSync(at('renamed.new'), at('renamed'));
write('replaced.new', 'after');
fs.renameSync(at('replaced.new'), at('replaced'));
fs.unlinkSync(at('removed'));
fs.mkdirSync(at('fresh'));
write('fresh/inside', 'gone');
syncFolder(at('fresh'));
write('kept/inside', 'stays');
syncFolder(at('kept'));

// LevelDB, through its streams: what a flush has written stays, what came later goes with LevelDB's own log.
const level = new ClassicLevel(at('kept/level'), { compression: false });
await level.open();
await level.put('flushed', 'yes');
await level.compactRange('\uffff0', '\uffff1');
syncFolder(at('kept/level'));
syncFolder(at('kept'));
await level.put('later', 'no');
console.log('ready');
setInterval(() => undefined, 1_000);
