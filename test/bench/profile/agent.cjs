/**
 * Loaded into a server before its own program (`node --require`), so that a profile begins and ends when the load does: SIGUSR2
 * begins it, the next SIGUSR2 ends it and writes `<pid>.json` into the folder that `--diagnostic-dir` names.
 *
 * A1. Whose a thread is can only be told from when it was started, for they all have the program's name: V8's are there before
 *     any program runs, libuv's start together with the first work for them, which is done here, and LevelDB's come later.
 * A2. The file appears under its name only when it is whole.
 */
const fs = require('node:fs');
const { Session } = require('node:inspector');
const path = require('node:path');

const SAMPLE_EVERY_US = 500;
const FOLDER_FLAG = '--diagnostic-dir=';

const folder = process.execArgv.find((flag) => flag.startsWith(FOLDER_FLAG)).slice(FOLDER_FLAG.length);
const session = new Session();
session.connect();

const threads = { v8: threadsNow(), libuv: [] };
fs.stat('/', () => {
  threads.libuv = threadsNow().filter((thread) => !threads.v8.includes(thread));
});

process.on('SIGUSR2', begin);

function threadsNow() {
  return fs.readdirSync('/proc/self/task').map(Number);
}

function begin() {
  session.post('Profiler.enable');
  session.post('Profiler.setSamplingInterval', { interval: SAMPLE_EVERY_US });
  session.post('Profiler.start');
  process.off('SIGUSR2', begin).on('SIGUSR2', end);
}

function end() {
  session.post('Profiler.stop', (error, result) => {
    if (error !== null) throw new Error(`the profiler does not stop: ${error.message}`);
    write({ threads, memory: process.memoryUsage(), profile: result.profile });
  });
  process.off('SIGUSR2', end).on('SIGUSR2', begin);
}

/** A2. */
function write(told) {
  const file = path.join(folder, `${process.pid}.json`);
  fs.writeFileSync(`${file}.partial`, JSON.stringify(told));
  fs.renameSync(`${file}.partial`, file);
}
