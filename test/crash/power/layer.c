/*
 * A disk that forgets, for one process and one folder: preloaded into a server, it lets every file operation below
 * ATOLL_POWER_ROOT through to the real file system and writes down beforehand how to undo it. After the process was
 * killed, rollback.ts undoes what was never synced, as a power cut would have.
 *
 * J1. The journal (ATOLL_POWER_JOURNAL) has an operation before the file system has it; both happen under one lock, so
 *     whatever stands before a sync in the journal was done when the sync began.
 * J2. A sync is entered after it succeeded, with the length that the journal had when it began: writes that run beside
 *     it are not covered by it.
 * J3. Removed and overwritten files stay as links in ATOLL_POWER_GRAVES, so a removal can be undone, and the number of
 *     an inode is not given to another file while the journal speaks of it.
 * J4. What this layer cannot account for (a writable shared mapping, a copied descriptor, io_uring) is refused or ends
 *     the process loudly; it is never let through unseen.
 *
 * LevelDB writes through stdio, whose own writes inside libc cannot be taken over; so its streams are opened here, with
 * write functions of ours.
 *
 * The control page (ATOLL_POWER_CONTROL, layout in control.ts) makes the same operations fail on request.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#define FD_MAX 65536
#define PATH_BYTES 4096
#define STREAMS_MAX 1024
#define JOURNAL_MAGIC 0x314a5041u
#define CONTROL_MAGIC 0x31435041u
#define ALWAYS 0xffffffffu
#define ZEROS 1u

enum type { WRITE = 1, TRUNCATE, SYNC, CREATE, BIRTH, UNLINK, RENAME, MKDIR, RMDIR, LINK, START };

struct record {
  uint32_t magic, type;
  uint64_t inode, position, length, size, folder, otherFolder;
  uint32_t nameBytes, otherNameBytes, dataBytes, flags;
};

struct control {
  uint32_t magic;
  uint32_t syncErrors, writeErrors, noSpace, spaceLeft, shortEvery, stallSyncMs, deafToSyncs;
  uint32_t syncErrorsDone, writeErrorsDone, noSpaceDone, shortDone, stallsDone, ignoredSyncs;
  uint32_t syncs, writes, names;
};

struct tracked {
  int used;
  int append;
  int synced;
  int reader;
  dev_t device;
  ino_t inode;
};

struct stream {
  FILE *file;
  int fd;
};

static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char root[PATH_BYTES], graves[PATH_BYTES];
static size_t rootLength;
static int journal = -1;
static uint64_t journalBytes;
static struct control *control;
static struct tracked files[FD_MAX];
static struct stream streams[STREAMS_MAX];

static int (*real_open)(const char *, int, ...);
static int (*real_openat)(int, const char *, int, ...);
static FILE *(*real_fopen)(const char *, const char *);
static int (*real_fileno)(FILE *);
static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_writev)(int, const struct iovec *, int);
static ssize_t (*real_pwrite)(int, const void *, size_t, off64_t);
static ssize_t (*real_pwritev)(int, const struct iovec *, int, off64_t);
static int (*real_ftruncate)(int, off64_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_close)(int);
static int (*real_unlink)(const char *);
static int (*real_rename)(const char *, const char *);
static int (*real_link)(const char *, const char *);
static int (*real_symlink)(const char *, const char *);
static int (*real_mkdir)(const char *, mode_t);
static int (*real_rmdir)(const char *);
static void *(*real_mmap)(void *, size_t, int, int, int, off64_t);
static ssize_t (*real_sendfile)(int, int, off64_t *, size_t);
static int (*real_dup)(int);
static int (*real_dup2)(int, int);
static int (*real_dup3)(int, int, int);
static int (*real_fallocate)(int, int, off64_t, off64_t);
static long (*real_syscall)(long, ...);

static void die(const char *what, const char *about) {
  dprintf(2, "power layer: %s: %s (%s)\n", what, about, strerror(errno));
  abort();
}

static const char *needed(const char *name) {
  const char *value = getenv(name);
  if (value == NULL || value[0] != '/' || strlen(value) >= PATH_BYTES - 32) die("an absolute path is needed", name);
  return value;
}

#define REAL(name, symbol) (*(void **)&real_##name = dlsym(RTLD_NEXT, symbol))

static void append_record(struct record *record, const char *name, const char *other, const void *data) {
  record->magic = JOURNAL_MAGIC;
  record->nameBytes = name == NULL ? 0 : strlen(name);
  record->otherNameBytes = other == NULL ? 0 : strlen(other);
  struct iovec parts[4] = {
      {record, sizeof *record},
      {(void *)name, record->nameBytes},
      {(void *)other, record->otherNameBytes},
      {(void *)data, record->dataBytes},
  };
  size_t bytes = sizeof *record + record->nameBytes + record->otherNameBytes + record->dataBytes;
  ssize_t written = real_writev(journal, parts, 4);
  if (written < 0 || (size_t)written != bytes) die("the journal cannot be written", "is the real disk full?");
  journalBytes += bytes;
}

static void start(void) {
  REAL(open, "open64");
  REAL(openat, "openat64");
  REAL(fopen, "fopen64");
  REAL(fileno, "fileno");
  REAL(write, "write");
  REAL(writev, "writev");
  REAL(pwrite, "pwrite64");
  REAL(pwritev, "pwritev64");
  REAL(ftruncate, "ftruncate64");
  REAL(fsync, "fsync");
  REAL(fdatasync, "fdatasync");
  REAL(close, "close");
  REAL(unlink, "unlink");
  REAL(rename, "rename");
  REAL(link, "link");
  REAL(symlink, "symlink");
  REAL(mkdir, "mkdir");
  REAL(rmdir, "rmdir");
  REAL(mmap, "mmap64");
  REAL(sendfile, "sendfile64");
  REAL(dup, "dup");
  REAL(dup2, "dup2");
  REAL(dup3, "dup3");
  REAL(fallocate, "fallocate64");
  REAL(syscall, "syscall");
  if (getenv("ATOLL_POWER_ROOT") == NULL) return;
  strcpy(root, needed("ATOLL_POWER_ROOT"));
  rootLength = strlen(root);
  strcpy(graves, needed("ATOLL_POWER_GRAVES"));
  int page = real_open(needed("ATOLL_POWER_CONTROL"), O_RDWR | O_CLOEXEC);
  if (page < 0) die("the control page cannot be opened", getenv("ATOLL_POWER_CONTROL"));
  control = real_mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, page, 0);
  if (control == MAP_FAILED || control->magic != CONTROL_MAGIC) die("no control page", getenv("ATOLL_POWER_CONTROL"));
  real_close(page);
  journal = real_open(needed("ATOLL_POWER_JOURNAL"), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (journal < 0) die("the journal cannot be opened", getenv("ATOLL_POWER_JOURNAL"));
  journalBytes = lseek64(journal, 0, SEEK_END);
  struct record record = {.type = START, .length = getpid()};
  append_record(&record, NULL, NULL, NULL);
}

__attribute__((constructor)) static void begin(void) { pthread_once(&once, start); }

static int is_below(const char *path) {
  begin();
  if (rootLength == 0 || path == NULL) return 0;
  return strncmp(path, root, rootLength) == 0 && (path[rootLength] == '/' || path[rootLength] == 0);
}

/* Number of the folder that holds the name. */
static uint64_t folder_of(const char *path) {
  char folder[PATH_BYTES];
  struct stat64 found;
  strncpy(folder, path, sizeof folder - 1);
  folder[sizeof folder - 1] = 0;
  size_t length = strlen(folder);
  while (length > 1 && folder[length - 1] == '/') folder[--length] = 0;
  char *slash = strrchr(folder, '/');
  if (slash == NULL) return 0;
  *slash = 0;
  return stat64(folder, &found) == 0 ? found.st_ino : 0;
}

static void journal_name(enum type type, const char *name, uint64_t inode) {
  struct record record = {.type = type, .inode = inode, .folder = folder_of(name)};
  append_record(&record, name, NULL, NULL);
  control->names++;
}

static void journal_birth(uint64_t inode) {
  struct record record = {.type = BIRTH, .inode = inode};
  append_record(&record, NULL, NULL, NULL);
}

/* ---- descriptors ---- */

static void track(int fd, int flags) {
  struct stat64 found;
  if (fd >= FD_MAX) die("too many open files", "a descriptor is beyond the table");
  if (fstat64(fd, &found) != 0) die("an opened file has no state", root);
  files[fd] = (struct tracked){1, (flags & O_APPEND) != 0, (flags & O_DSYNC) != 0, -1, found.st_dev, found.st_ino};
}

static void forget(struct tracked *file) {
  if (file->reader >= 0) real_close(file->reader);
  file->used = 0;
  file->reader = -1;
}

/* libuv closes by a bare system call, so a number may have become another file's, or a socket's. */
static struct tracked *tracked(int fd, struct stat64 *found) {
  begin();
  if (fd < 0 || fd >= FD_MAX || !files[fd].used) return NULL;
  struct tracked *file = &files[fd];
  if (fstat64(fd, found) == 0 && found->st_ino == file->inode && found->st_dev == file->device) return file;
  forget(file);
  return NULL;
}

static void read_old(int fd, struct tracked *file, void *into, size_t bytes, off64_t position) {
  if (file->reader < 0) {
    char self[64];
    snprintf(self, sizeof self, "/proc/self/fd/%d", fd);
    file->reader = real_open(self, O_RDONLY | O_CLOEXEC);
    if (file->reader < 0) die("old contents cannot be read", self);
  }
  for (size_t done = 0; done < bytes;) {
    ssize_t got = pread64(file->reader, (char *)into + done, bytes - done, position + done);
    if (got <= 0) die("old contents cannot be read", root);
    done += got;
  }
}

static int is_zero(const char *bytes, size_t length) {
  return length == 0 || (bytes[0] == 0 && memcmp(bytes, bytes + 1, length - 1) == 0);
}

static void journal_old(enum type type, int fd, struct tracked *file, const struct stat64 *found, off64_t position,
                        uint64_t length, uint64_t oldBytes) {
  struct record record = {
      .type = type, .inode = file->inode, .position = position, .length = length, .size = found->st_size};
  char *old = NULL;
  if (oldBytes > 0) {
    old = malloc(oldBytes);
    if (old == NULL) die("no memory for old contents", root);
    read_old(fd, file, old, oldBytes, position);
    if (is_zero(old, oldBytes)) record.flags = ZEROS;
    else record.dataBytes = oldBytes;
  }
  append_record(&record, NULL, NULL, old);
  free(old);
}

/* Takes one of a number of faults that are asked for; true if there was one. */
static int take(uint32_t *asked) {
  if (*asked == 0) return 0;
  if (*asked != ALWAYS) --*asked;
  return 1;
}

/* ---- contents ---- */

/* How much of a write is to happen; 0 with errno set if it is to fail. */
static size_t allowed(off64_t position, size_t length, uint64_t size) {
  if (take(&control->writeErrors)) {
    control->writeErrorsDone++;
    errno = EIO;
    return 0;
  }
  if (control->noSpace && position + length > size) {
    uint64_t inside = (uint64_t)position < size ? size - position : 0;
    uint64_t room = inside + control->spaceLeft;
    if (length > room) {
      control->noSpaceDone++;
      length = room;
    }
    if (length > inside) control->spaceLeft -= length - inside;
    if (length == 0) {
      errno = ENOSPC;
      return 0;
    }
  }
  if (control->shortEvery > 0 && length > 1 && control->writes % control->shortEvery == 0) {
    control->shortDone++;
    length /= 2;
  }
  return length;
}

static ssize_t write_parts(int fd, const struct iovec *parts, int count, off64_t position, size_t limit) {
  struct iovec cut[1024];
  int used = 0;
  for (; used < count && used < 1024 && limit > 0; used++) {
    cut[used] = parts[used];
    if (cut[used].iov_len > limit) cut[used].iov_len = limit;
    limit -= cut[used].iov_len;
  }
  return position < 0 ? real_writev(fd, cut, used) : real_pwritev(fd, cut, used, position);
}

/* `position` -1: where the descriptor stands. */
static ssize_t put_unsynced(int fd, const struct iovec *parts, int count, off64_t position) {
  struct stat64 found;
  pthread_mutex_lock(&lock);
  struct tracked *file = tracked(fd, &found);
  if (file == NULL) {
    pthread_mutex_unlock(&lock);
    return position < 0 ? real_writev(fd, parts, count) : real_pwritev(fd, parts, count, position);
  }
  size_t length = 0;
  for (int at = 0; at < count; at++) length += parts[at].iov_len;
  off64_t at = file->append ? found.st_size : position >= 0 ? position : lseek64(fd, 0, SEEK_CUR);
  control->writes++;
  ssize_t written = length == 0 ? 0 : -1;
  size_t limit = length == 0 ? 0 : allowed(at, length, found.st_size);
  if (limit > 0) {
    uint64_t inside = at < found.st_size ? found.st_size - at : 0;
    journal_old(WRITE, fd, file, &found, at, limit, inside < limit ? inside : limit);
    written = write_parts(fd, parts, count, position, limit);
  }
  int error = errno;
  pthread_mutex_unlock(&lock);
  errno = error;
  return written;
}

static int is_file(int fd) {
  begin();
  return fd >= 0 && fd < FD_MAX && files[fd].used;
}

static int sync_with(int (*really)(int), int fd);

/* With O_DSYNC: a write, then its sync, and the power may be cut between them. */
static ssize_t put(int fd, const struct iovec *parts, int count, off64_t position) {
  ssize_t written = put_unsynced(fd, parts, count, position);
  if (written > 0 && is_file(fd) && files[fd].synced && sync_with(real_fdatasync, fd) != 0) return -1;
  return written;
}

ssize_t write(int fd, const void *bytes, size_t length) {
  if (!is_file(fd)) return real_write(fd, bytes, length);
  struct iovec part = {(void *)bytes, length};
  return put(fd, &part, 1, -1);
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
  return is_file(fd) ? put(fd, parts, count, -1) : real_writev(fd, parts, count);
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t position) {
  if (!is_file(fd)) return real_pwrite(fd, bytes, length, position);
  struct iovec part = {(void *)bytes, length};
  return put(fd, &part, 1, position);
}
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t position) { return pwrite64(fd, bytes, length, position); }

ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t position) {
  return is_file(fd) ? put(fd, parts, count, position) : real_pwritev(fd, parts, count, position);
}
ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t position) {
  return pwritev64(fd, parts, count, position);
}

int ftruncate64(int fd, off64_t size) {
  struct stat64 found;
  if (!is_file(fd)) return real_ftruncate(fd, size);
  pthread_mutex_lock(&lock);
  struct tracked *file = tracked(fd, &found);
  if (file != NULL) {
    uint64_t lost = size < found.st_size ? found.st_size - size : 0;
    journal_old(TRUNCATE, fd, file, &found, size, 0, lost);
  }
  int result = real_ftruncate(fd, size);
  int error = errno;
  pthread_mutex_unlock(&lock);
  errno = error;
  return result;
}
int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

int fallocate64(int fd, int mode, off64_t position, off64_t length) {
  if (is_file(fd)) die("fallocate is not accounted for", root);
  return real_fallocate(fd, mode, position, length);
}
int fallocate(int fd, int mode, off_t position, off_t length) { return fallocate64(fd, mode, position, length); }
int posix_fallocate(int fd, off_t position, off_t length) { return fallocate64(fd, 0, position, length) == 0 ? 0 : errno; }
int posix_fallocate64(int fd, off64_t position, off64_t length) {
  return fallocate64(fd, 0, position, length) == 0 ? 0 : errno;
}

static int sync_with(int (*really)(int), int fd) {
  struct stat64 found;
  if (!is_file(fd)) return really(fd);
  pthread_mutex_lock(&lock);
  struct tracked *file = tracked(fd, &found);
  if (file == NULL) {
    pthread_mutex_unlock(&lock);
    return really(fd);
  }
  struct record record = {.type = SYNC, .inode = file->inode, .position = journalBytes};
  int fails = take(&control->syncErrors);
  if (fails) control->syncErrorsDone++;
  else control->syncs++;
  uint32_t stallMs = control->stallSyncMs;
  if (stallMs > 0) control->stallsDone++;
  pthread_mutex_unlock(&lock);
  if (stallMs > 0) usleep(stallMs * 1000);
  if (fails) {
    errno = EIO;
    return -1;
  }
  int result = really(fd);
  int error = errno;
  pthread_mutex_lock(&lock);
  if (result == 0 && control->deafToSyncs) control->ignoredSyncs++;
  else if (result == 0) append_record(&record, NULL, NULL, NULL);
  pthread_mutex_unlock(&lock);
  errno = error;
  return result;
}

int fsync(int fd) { begin(); return sync_with(real_fsync, fd); }
int fdatasync(int fd) { begin(); return sync_with(real_fdatasync, fd); }

/* ---- names ---- */

static void journal_truncation(const char *path, const struct stat64 *found) {
  int fd = real_open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) die("a file that is to be cut cannot be read", path);
  struct tracked file = {1, 0, 0, -1, found->st_dev, found->st_ino};
  journal_old(TRUNCATE, fd, &file, found, 0, 0, found->st_size);
  forget(&file);
  real_close(fd);
}

static int open_below(const char *path, int flags, mode_t mode) {
  struct stat64 found;
  pthread_mutex_lock(&lock);
  int isThere = stat64(path, &found) == 0;
  if ((flags & O_TMPFILE) == O_TMPFILE) die("nameless files are not accounted for", path);
  if (!isThere && (flags & O_CREAT)) journal_name(CREATE, path, 0);
  if (isThere && (flags & O_TRUNC) && !(flags & O_EXCL) && found.st_size > 0) journal_truncation(path, &found);
  int fd = real_open(path, flags, mode);
  int error = errno;
  if (fd >= 0) {
    if (fd < FD_MAX && files[fd].used) forget(&files[fd]);
    track(fd, flags);
    if (!isThere) journal_birth(files[fd].inode);
  }
  pthread_mutex_unlock(&lock);
  errno = error;
  return fd;
}

#define MODE(last)                                           \
  mode_t mode = 0;                                           \
  if ((flags & O_CREAT) || (flags & O_TMPFILE) == O_TMPFILE) { \
    va_list rest;                                            \
    va_start(rest, last);                                    \
    mode = va_arg(rest, mode_t);                             \
    va_end(rest);                                            \
  }

int open64(const char *path, int flags, ...) {
  MODE(flags)
  return is_below(path) ? open_below(path, flags, mode) : real_open(path, flags, mode);
}
int open(const char *path, int flags, ...) {
  MODE(flags)
  return is_below(path) ? open_below(path, flags, mode) : real_open(path, flags, mode);
}
int creat64(const char *path, mode_t mode) { return open64(path, O_CREAT | O_WRONLY | O_TRUNC, mode); }
int creat(const char *path, mode_t mode) { return open64(path, O_CREAT | O_WRONLY | O_TRUNC, mode); }

int openat64(int folder, const char *path, int flags, ...) {
  MODE(flags)
  if (is_below(path)) return open_below(path, flags, mode);
  if (is_file(folder) && (flags & (O_WRONLY | O_RDWR | O_CREAT))) die("names below a descriptor are not accounted for", path);
  return real_openat(folder, path, flags, mode);
}
int openat(int folder, const char *path, int flags, ...) {
  MODE(flags)
  return openat64(folder, path, flags, mode);
}

/* Links it where rollback.ts finds it (J3); the number is its name there. */
static uint64_t bury(const char *path) {
  char grave[PATH_BYTES + 32];
  uint64_t number = journalBytes + 1;
  snprintf(grave, sizeof grave, "%s/%llu", graves, (unsigned long long)number);
  if (real_link(path, grave) != 0) die("a removed file cannot be kept", path);
  return number;
}

int unlink(const char *path) {
  struct stat64 found;
  if (!is_below(path)) return real_unlink(path);
  pthread_mutex_lock(&lock);
  if (lstat64(path, &found) == 0 && S_ISREG(found.st_mode)) {
    struct record record = {.type = UNLINK, .inode = found.st_ino, .folder = folder_of(path)};
    record.position = bury(path);
    append_record(&record, path, NULL, NULL);
    control->names++;
  }
  int result = real_unlink(path);
  int error = errno;
  pthread_mutex_unlock(&lock);
  errno = error;
  return result;
}

int rename(const char *from, const char *to) {
  struct stat64 source, target;
  if (!is_below(from) && !is_below(to)) return real_rename(from, to);
  pthread_mutex_lock(&lock);
  if (is_below(from) != is_below(to)) die("a name crosses the border", from);
  if (lstat64(from, &source) == 0) {
    struct record record = {
        .type = RENAME, .inode = source.st_ino, .folder = folder_of(from), .otherFolder = folder_of(to)};
    if (lstat64(to, &target) == 0) {
      if (!S_ISREG(target.st_mode)) die("a folder is replaced by renaming", to);
      record.position = bury(to);
    }
    append_record(&record, from, to, NULL);
    control->names++;
  }
  int result = real_rename(from, to);
  int error = errno;
  pthread_mutex_unlock(&lock);
  errno = error;
  return result;
}

int link(const char *from, const char *to) {
  if (!is_below(to)) return real_link(from, to);
  pthread_mutex_lock(&lock);
  journal_name(LINK, to, 0);
  int result = real_link(from, to);
  int error = errno;
  pthread_mutex_unlock(&lock);
  errno = error;
  return result;
}

int symlink(const char *from, const char *to) {
  if (is_below(to)) die("symbolic links are not accounted for", to);
  return real_symlink(from, to);
}

int mkdir(const char *path, mode_t mode) {
  struct stat64 found;
  if (!is_below(path)) return real_mkdir(path, mode);
  pthread_mutex_lock(&lock);
  int isThere = lstat64(path, &found) == 0;
  if (!isThere) journal_name(MKDIR, path, 0);
  int result = real_mkdir(path, mode);
  int error = errno;
  if (!isThere && result == 0 && lstat64(path, &found) == 0) journal_birth(found.st_ino);
  pthread_mutex_unlock(&lock);
  errno = error;
  return result;
}

int rmdir(const char *path) {
  struct stat64 found;
  if (!is_below(path)) return real_rmdir(path);
  pthread_mutex_lock(&lock);
  if (lstat64(path, &found) == 0) journal_name(RMDIR, path, found.st_ino);
  int result = real_rmdir(path);
  int error = errno;
  pthread_mutex_unlock(&lock);
  errno = error;
  return result;
}

/* ---- LevelDB's streams ---- */

static ssize_t stream_write(void *cookie, const char *bytes, size_t length) {
  struct stream *stream = cookie;
  for (size_t done = 0; done < length;) {
    ssize_t written = write(stream->fd, bytes + done, length - done);
    if (written < 0) return done > 0 ? (ssize_t)done : 0;
    done += written;
  }
  return length;
}

static int stream_close(void *cookie) {
  struct stream *stream = cookie;
  int fd = stream->fd;
  pthread_mutex_lock(&lock);
  stream->file = NULL;
  stream->fd = -1;
  pthread_mutex_unlock(&lock);
  return close(fd);
}

static FILE *open_stream(const char *path, const char *mode) {
  int flags = O_CREAT | O_CLOEXEC | (mode[0] == 'a' ? O_APPEND : O_TRUNC);
  int fd = open_below(path, flags | O_WRONLY, 0666);
  if (fd < 0) return NULL;
  pthread_mutex_lock(&lock);
  struct stream *stream = NULL;
  for (int at = 0; at < STREAMS_MAX && stream == NULL; at++)
    if (streams[at].file == NULL) stream = &streams[at];
  if (stream == NULL) die("too many streams", path);
  stream->fd = fd;
  stream->file = fopencookie(stream, mode, (cookie_io_functions_t){.write = stream_write, .close = stream_close});
  if (stream->file == NULL) die("no stream", path);
  FILE *file = stream->file;
  pthread_mutex_unlock(&lock);
  return file;
}

FILE *fopen64(const char *path, const char *mode) {
  if (!is_below(path) || mode[0] == 'r') {
    if (is_below(path) && strchr(mode, '+') != NULL) die("streams that read and write are not accounted for", path);
    return real_fopen(path, mode);
  }
  return open_stream(path, mode);
}
FILE *fopen(const char *path, const char *mode) { return fopen64(path, mode); }

/* A stream of ours has no descriptor that libc knows of. */
int fileno(FILE *file) {
  begin();
  for (int at = 0; at < STREAMS_MAX; at++)
    if (streams[at].file == file) return streams[at].fd;
  return real_fileno(file);
}

/* ---- what must not pass unseen (J4) ---- */

int close(int fd) {
  begin();
  if (is_file(fd)) {
    pthread_mutex_lock(&lock);
    if (files[fd].used) forget(&files[fd]);
    pthread_mutex_unlock(&lock);
  }
  return real_close(fd);
}

void *mmap64(void *address, size_t length, int protection, int flags, int fd, off64_t position) {
  begin();
  struct stat64 found;
  if (fd >= 0 && (protection & PROT_WRITE) && (flags & MAP_SHARED) && tracked(fd, &found) != NULL)
    die("a writable shared mapping is not accounted for", root);
  return real_mmap(address, length, protection, flags, fd, position);
}
void *mmap(void *address, size_t length, int protection, int flags, int fd, off_t position) {
  return mmap64(address, length, protection, flags, fd, position);
}

ssize_t sendfile64(int to, int from, off64_t *position, size_t length) {
  if (is_file(to)) die("sendfile is not accounted for", root);
  return real_sendfile(to, from, position, length);
}
ssize_t sendfile(int to, int from, off_t *position, size_t length) { return sendfile64(to, from, position, length); }

int dup(int fd) {
  struct stat64 found;
  if (tracked(fd, &found) != NULL) die("copied descriptors are not accounted for", root);
  return real_dup(fd);
}
int dup2(int fd, int other) {
  struct stat64 found;
  if (tracked(fd, &found) != NULL) die("copied descriptors are not accounted for", root);
  return real_dup2(fd, other);
}
int dup3(int fd, int other, int flags) {
  struct stat64 found;
  if (tracked(fd, &found) != NULL) die("copied descriptors are not accounted for", root);
  return real_dup3(fd, other, flags);
}

/* libuv falls back to its threads when there is no io_uring, and to read and write when there is no copying. */
long syscall(long number, ...) {
  begin();
  long a[6];
  va_list rest;
  va_start(rest, number);
  for (int at = 0; at < 6; at++) a[at] = va_arg(rest, long);
  va_end(rest);
  if (number == SYS_io_uring_setup || number == SYS_copy_file_range) {
    errno = ENOSYS;
    return -1;
  }
  return real_syscall(number, a[0], a[1], a[2], a[3], a[4], a[5]);
}
