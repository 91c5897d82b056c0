/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Preloaded into a program by check-offline.sh: every attempt to reach a network is refused and written
 * to the file that GLN_NETWORK_LOG names. unshare shows that a program needs no network; this shows that
 * it does not even try. Local sockets (display, session bus) pass. */

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

typedef int (*SocketFunc) (int domain, int type, int protocol);

static void
note (const char *what, const char *detail)
{
  const char *path = getenv ("GLN_NETWORK_LOG");
  int fd = path ? open (path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600) : -1;

  if (fd < 0)
    abort ();
  if (dprintf (fd, "%s %s\n", what, detail ? detail : "") < 0)
    abort ();
  close (fd);
}

int
socket (int domain, int type, int protocol)
{
  static SocketFunc real_socket;

  if (domain == AF_INET || domain == AF_INET6)
    {
      note ("socket", domain == AF_INET ? "IPv4" : "IPv6");
      errno = EACCES;
      return -1;
    }
  if (!real_socket)
    real_socket = (SocketFunc) dlsym (RTLD_NEXT, "socket");
  return real_socket (domain, type, protocol);
}

int
getaddrinfo (const char *node, const char *service, const struct addrinfo *hints, struct addrinfo **result)
{
  note ("getaddrinfo", node);
  return EAI_FAIL;
}
