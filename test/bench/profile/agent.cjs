/**
 * Loaded into a server before its own program (`node --require`), so that a profile can be cut to the time in which the load
 * was there: SIGUSR2 says when that begins, the next SIGUSR2 when it ends; then `<pid>.json` is written into the folder that
 * `--diagnostic-dir` names.
 *
 * A1. The profiler runs from the start: of code that was optimised before, V8 does not know which functions are in it.
 * A2. Whose a thread is can only be told from when it was started, for they all have the program's name: V8's are there before
 *     any program runs, libuv's start together with the first work for them, which is done here, and LevelDB's come later.
 * A3. The file appears under its name only when it is whole.
 */
const fs = require('node:fs');
const { Session } = require('node:inspector');
const path = require('node:path');

const SAMPLE_EVERY_US = 500;
const FOLDER_FLAG = '--diagnostic-dir=';

const folder = process.execArgv.find((flag) => flag.startsWith(FOLDER_FLAG)).slice(FOLDER_FLAG.length);
const session = new Session();
session.connect();
session.post('Profiler.enable');
session.post('Profiler.setSamplingInterval', { interval: SAMPLE_EVERY_US });
session.post('Profiler.start');

const threads = { v8: threadsNow(), libuv: [] };
fs.stat('/', () => {
  threads.libuv = threadsNow().filter((thread) => !threads.v8.includes(thread));
});

process.once('SIGUSR2', () => {
  const from = nowUs();
  process.once('SIGUSR2', () => stop(from, nowUs()));
});

function threadsNow() {
  return fs.readdirSync('/proc/self/task').map(Number);
}

/** On the clock of the profile's own times. */
function nowUs() {
  return Number(process.hrtime.bigint() / 1000n);
}

function stop(from, to) {
  session.post('Profiler.stop', (error, result) => {
    if (error !== null) throw new Error(`the profiler does not stop: ${error.message}`);
    write({ threads, memory: process.memoryUsage(), from, to, profile: result.profile });
  });
}

/** A3. */
function write(told) {
  const file = path.join(folder, `${process.pid}.json`);
  fs.writeFileSync(`${file}.partial`, JSON.stringify(told));
  fs.renameSync(`${file}.partial`, file);
}
