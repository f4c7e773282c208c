// SPDX-License-Identifier: Apache-2.0
// The programs whose source is public and that read such files (market facts §2): one function a program, written from
// what that program asks of a file, and read with libxml2. None of their code is here.
#pragma once

#include <string>

namespace uketsuke::test {

struct Delivered {
    std::string name;
    std::string bytes;
};

// Each says what the program has against the file; empty: it takes it.

/// hangilc/myclinic-ts (TypeScript): a program for a clinic's front desk. UTF-8.
std::string myclinic_ts(const Delivered& file);
/// YUKI-ENT/MynaReception (C#): an ENT clinic's reception program. It is told in its settings which encoding comes.
/// `today`: yyyyMMdd.
std::string myna_reception(const Delivered& file, bool shift_jis, const std::string& today);
/// A cloud EMR's watcher (Node): hears of changes only, reads UTF-8. What it hears of: watchers_test.cpp.
std::string watcher_of_changes(const Delivered& file);
/// YUKI-ENT/OQSDrug2 (C#) and what else was made for the terminal's older files: CP932, every field by its name.
/// `same`: the same file in UTF-8, for what must come out.
std::string cp932_reader(const Delivered& file, const Delivered& same);

}  // namespace uketsuke::test
