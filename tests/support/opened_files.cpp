// SPDX-License-Identifier: Apache-2.0
#include "opened_files.hpp"

#include <sys/inotify.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>

namespace uketsuke::test {

OpenedFiles::OpenedFiles(const std::filesystem::path& folder) : inotify_(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {
    if (::inotify_add_watch(inotify_.get(), folder.c_str(), IN_OPEN) < 0) std::abort();  // else nothing would be seen
}

std::vector<std::string> OpenedFiles::take() {
    std::vector<std::string> names;
    alignas(inotify_event) char buffer[16384];
    for (ssize_t size; (size = ::read(inotify_.get(), buffer, sizeof buffer)) > 0;)
        for (const char* at = buffer; at < buffer + size;) {
            inotify_event event;
            std::memcpy(&event, at, sizeof event);
            if (event.len > 0) names.emplace_back(at + sizeof event);
            at += sizeof event + event.len;
        }
    return names;
}

}  // namespace uketsuke::test
