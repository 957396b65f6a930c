/*
 * Makes system calls of a program fail, or end it, for tests of how it leaves its outputs.
 *
 *   LD_PRELOAD=fault_shim.so FAULT_CALL=write FAULT_AT=3 FAULT_HOW=ENOSPC program ...
 *
 * FAULT_CALL  write, fsync, rename, open, close, read or unlink
 * FAULT_AT    the call that fails, the first being 1; 0: none, they are only counted
 * FAULT_HOW   ENOSPC, EIO, EACCES, EMFILE, EDQUOT, EFBIG: the call fails with it
 *             sticky: ENOSPC, and so do all writes behind it
 *             kill: the program ends before the call
 *             tear: it ends after half of what was to be written
 *             weak: from that call on each one is done in part only, or interrupted by a signal
 * FAULT_LOG   a file that gets the number of calls when the program ends
 *
 * Standard error is left alone: what the program says must be heard.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

static const char *call_wanted, *how;
static long at;
static atomic_long calls;
static int log_descriptor = -1;

__attribute__((constructor)) static void begin(void) {
  call_wanted = getenv("FAULT_CALL");
  how = getenv("FAULT_HOW");
  const char *text = getenv("FAULT_AT");
  at = text ? atol(text) : 0;
  const char *log = getenv("FAULT_LOG");
  if (log) log_descriptor = syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  if (log_descriptor >= 0) {
    /* Out of the way of what the program opens. */
    int high = fcntl(log_descriptor, F_DUPFD_CLOEXEC, 200);
    syscall(SYS_close, log_descriptor);
    log_descriptor = high;
  }
}

__attribute__((destructor)) static void end(void) {
  char line[32];
  int count = snprintf(line, sizeof line, "%ld", atomic_load(&calls));
  if (log_descriptor >= 0) syscall(SYS_write, log_descriptor, line, count);
}

static int number(const char *name) {
  if (!strcmp(name, "ENOSPC") || !strcmp(name, "sticky")) return ENOSPC;
  if (!strcmp(name, "EACCES")) return EACCES;
  if (!strcmp(name, "EMFILE")) return EMFILE;
  if (!strcmp(name, "EDQUOT")) return EDQUOT;
  if (!strcmp(name, "EFBIG")) return EFBIG;
  return EIO;
}

enum what { GO_ON, FAIL, TEAR, SHORTEN, INTERRUPT };

static enum what ask(const char *name) {
  if (!call_wanted || !how || strcmp(name, call_wanted)) return GO_ON;
  long this = atomic_fetch_add(&calls, 1) + 1;
  if (at == 0 || this < at) return GO_ON;
  if (!strcmp(how, "weak")) return this % 2 ? INTERRUPT : SHORTEN;
  if (!strcmp(how, "sticky")) return FAIL;
  if (this > at) return GO_ON;
  if (!strcmp(how, "kill")) syscall(SYS_kill, getpid(), SIGKILL);
  if (!strcmp(how, "tear")) return TEAR;
  return FAIL;
}

/* -1 with errno, or how many bytes are to be written. */
static ssize_t part(const char *name, size_t count, int *is_last) {
  *is_last = 0;
  switch (ask(name)) {
  case FAIL: errno = number(how); return -1;
  case INTERRUPT: errno = EINTR; return -1;
  case SHORTEN: return count > 1 ? (ssize_t)(count / 2) : (ssize_t)count;
  case TEAR: *is_last = 1; return (ssize_t)(count / 2);
  default: return (ssize_t)count;
  }
}

#define WRITE(name, number, ...)                                                    \
  {                                                                                 \
    int is_last;                                                                    \
    if (descriptor == 2) return syscall(number, descriptor, bytes, count, ##__VA_ARGS__); \
    ssize_t some = part(name, count, &is_last);                                     \
    if (some < 0) return -1;                                                        \
    ssize_t done = syscall(number, descriptor, bytes, (size_t)some, ##__VA_ARGS__); \
    if (is_last) syscall(SYS_kill, getpid(), SIGKILL);                              \
    return done;                                                                    \
  }

ssize_t write(int descriptor, const void *bytes, size_t count) WRITE("write", SYS_write)
ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t place)
    WRITE("write", SYS_pwrite64, place)
ssize_t pwrite64(int descriptor, const void *bytes, size_t count, off64_t place)
    WRITE("write", SYS_pwrite64, place)
ssize_t read(int descriptor, void *bytes, size_t count) WRITE("read", SYS_read)
ssize_t pread(int descriptor, void *bytes, size_t count, off_t place)
    WRITE("read", SYS_pread64, place)
ssize_t pread64(int descriptor, void *bytes, size_t count, off64_t place)
    WRITE("read", SYS_pread64, place)

/* What cannot be done in part is interrupted every second time. */
static int whole(const char *name) {
  enum what what = ask(name);
  if (what == FAIL || what == TEAR) { errno = number(how); return -1; }
  if (what == INTERRUPT) { errno = EINTR; return -1; }
  return 0;
}

int fsync(int descriptor) { return whole("fsync") ? -1 : (int)syscall(SYS_fsync, descriptor); }
int fdatasync(int descriptor) {
  return whole("fsync") ? -1 : (int)syscall(SYS_fdatasync, descriptor);
}
int rename(const char *from, const char *to) {
  return whole("rename") ? -1 : (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}
int unlink(const char *path) {
  return whole("unlink") ? -1 : (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
}

/* As Linux does it: the descriptor is gone in any case. */
int close(int descriptor) {
  int fails = descriptor > 2 && whole("close");
  int code = errno;
  int done = (int)syscall(SYS_close, descriptor);
  if (fails) errno = code;
  return fails ? -1 : done;
}

#define OPEN(folder)                                                          \
  {                                                                           \
    mode_t mode = 0;                                                          \
    if (flags & (O_CREAT | O_TMPFILE)) {                                      \
      va_list rest;                                                           \
      va_start(rest, flags);                                                  \
      mode = (mode_t)va_arg(rest, int);                                       \
      va_end(rest);                                                           \
    }                                                                         \
    return whole("open") ? -1 : (int)syscall(SYS_openat, folder, path, flags, mode); \
  }

int open(const char *path, int flags, ...) OPEN(AT_FDCWD)
int open64(const char *path, int flags, ...) OPEN(AT_FDCWD)
int openat(int folder, const char *path, int flags, ...) OPEN(folder)
int openat64(int folder, const char *path, int flags, ...) OPEN(folder)
