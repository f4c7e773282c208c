// SPDX-License-Identifier: Apache-2.0
// In every program of a sanitizer's build: what the sanitizers see in libraries that are not built with them, and whose
// reason is known. Each line names the library and why; nothing of ours may stand here.

#if defined(__SANITIZE_THREAD__)
/// libpcsclite 1.9.9 keeps what the readers look like in one array of the process and locks it by context, so two
/// contexts at work meet in it (drivers/pcsc/call.hpp). GDAL, which Debian's OpenCV loads for its own formats, takes two
/// locks in either order while it is loaded, in one thread. OpenCV shares its pictures out among threads by TBB, and Pango has
/// fonts looked for in a thread of its own: the sanitizer does not see how those threads wait for each other.
extern "C" const char* __tsan_default_suppressions();
extern "C" const char* __tsan_default_suppressions() {
    return "called_from_lib:libpcsclite.so.1\n"
           "deadlock:libgdal.so\n"
           "race:libopencv_core.so\n"
           "race:libopencv_imgproc.so\n"
           "race:libpangoft2-1.0.so\n"
           "race:libfontconfig.so\n"
           "race:libglib-2.0.so\n"
           "race:libcairo.so\n";
}
#endif

#if defined(__has_feature)
#define HAS_ADDRESS_SANITIZER __has_feature(address_sanitizer)  // clang's way to say it
#elif defined(__SANITIZE_ADDRESS__)
#define HAS_ADDRESS_SANITIZER 1
#endif

#if HAS_ADDRESS_SANITIZER
/// fontconfig never gives back the settings of a process; ours has one for its life. It keeps its pointers as offsets, which
/// the leak checker cannot follow.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() { return "leak:libfontconfig.so.1\n"; }
#endif
