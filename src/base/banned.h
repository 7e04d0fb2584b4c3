/* banned.h - library functions that casus does not call; a call stops the
 * compiler. The build includes this file before every file of src/.
 *
 *   strcpy strcat sprintf vsprintf gets   write without a bound
 *   strncpy                               may leave the NUL out
 *   strtok localtime gmtime ctime asctime hidden state; strtok_r, gmtime_r or
 *                                         base/day.h instead
 *   atoi atol atoll atof                  no word on errors; strtol, cs_str
 *   setlocale                             output is the same everywhere
 *   rand srand                            results are the same every time
 *   system popen                          no shell
 *
 * The headers that declare them come first: naming them there is allowed. */
#ifndef CS_BASE_BANNED_H
#define CS_BASE_BANNED_H

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#if defined(__GNUC__)
#pragma GCC poison strcpy strcat strncpy sprintf vsprintf gets
#pragma GCC poison strtok localtime gmtime ctime asctime
#pragma GCC poison atoi atol atoll atof setlocale rand srand system popen
#endif

#endif
