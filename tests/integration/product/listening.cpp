// SPDX-License-Identifier: Apache-2.0
#include "listening.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>

namespace uketsuke::test {
namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;

/// Of the sockets that the process holds: "4711".
std::set<std::string> sockets_of(const fs::path& process) {
    std::set<std::string> inodes;
    std::error_code gone;
    for (const auto& entry : fs::directory_iterator(process / "fd", gone)) {
        const auto leads_to = fs::read_symlink(entry.path(), gone).string();
        if (leads_to.starts_with("socket:[")) inodes.insert(leads_to.substr(8, leads_to.size() - 9));
    }
    return inodes;
}

/// The lines of one of the kernel's tables, without its title.
std::vector<Words> table(const fs::path& file) {
    std::vector<Words> lines;
    std::ifstream in(file);
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) {
        std::istringstream words(line);
        lines.push_back({std::istream_iterator<std::string>(words), {}});
    }
    return lines;
}

constexpr const char* kTcpListens = "0A";
constexpr const char* kNoPeer = "07";

}  // namespace

std::vector<std::string> listening(pid_t process) {
    const auto folder = fs::path("/proc") / std::to_string(process);
    const auto ours = sockets_of(folder);
    std::vector<std::string> all;
    // Place, address, peer, state, …, inode: proc(5).
    for (const std::string kind : {"tcp", "tcp6", "udp", "udp6", "udplite", "udplite6", "raw", "raw6"})
        for (const auto& words : table(folder / "net" / kind))
            if (words.size() > 9 && ours.contains(words[9]) &&
                words[3] == (kind.starts_with("tcp") ? kTcpListens : kNoPeer))
                all.push_back(kind + " " + words[1]);
    // Address, users, protocol, flags, kind, state, inode, path.
    constexpr unsigned long kTakesConnections = 0x10000;
    for (const auto& words : table(folder / "net" / "unix"))
        if (words.size() > 6 && ours.contains(words[6]) && (std::stoul(words[3], nullptr, 16) & kTakesConnections) != 0)
            all.push_back("unix " + (words.size() > 7 ? words[7] : ""));
    for (const auto& words : table(folder / "net" / "packet"))
        if (words.size() > 8 && ours.contains(words[8])) all.push_back("packet");
    return all;
}

}  // namespace uketsuke::test
