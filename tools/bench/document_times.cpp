// SPDX-License-Identifier: Apache-2.0
#include "document_times.hpp"

#include <fmt/format.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <functional>

#include "firmware/eligibility/oqs_document.hpp"
#include "firmware/eligibility/result_file.hpp"
#include "spread.hpp"

namespace uketsuke::tools::bench {
namespace {

using namespace eligibility;

/// A document with one person, or with so many that it is as large as one may be.
OqsDocument document_of(int people) {
    OqsDocument document;
    document.executed = base::parse_iso8601("2026-01-05T09:15:00+09:00").value();
    document.facility_code = "1319999999";
    document.identifier = "visit";
    document.validity = people > 1 ? domain::Validity::several : domain::Validity::valid;
    OqsInsured one;
    one.insurer_number = "06139999";
    one.symbol = "１２３";
    one.number = "４５６７";
    one.branch = "00";
    one.name = "架空　太郎";
    one.name_kana = "ｶｸｳ ﾀﾛｳ";
    one.sex = 1;
    one.birth = {1980, 4, 1};
    one.address = "東京都見本区見本町１－１";
    one.insurer_name = "見本健康保険組合";
    one.consents = OqsConsents::of({true, true, true, true, false}, document.executed);
    for (int i = 0; i < people; ++i) document.insured.push_back(one);
    return document;
}

double megabytes_at_most() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmHWM:")) return std::stod(line.substr(6)) / 1024;
    return 0;
}

/// By how much the peak of a process grows while it does this, in MB. In a process of its own, whose peak is forgotten
/// before.
double memory_for(const std::function<void()>& work) {
    std::array<int, 2> line{};
    if (::pipe(line.data()) != 0) return 0;
    const auto child = ::fork();
    if (child == 0) {
        std::ofstream("/proc/self/clear_refs") << 5 << std::flush;
        const double before = megabytes_at_most();
        work();
        const double grown = megabytes_at_most() - before;
        ::_exit(::write(line[1], &grown, sizeof grown) == sizeof grown ? 0 : 1);
    }
    ::close(line[1]);
    double grown = 0;
    if (::read(line[0], &grown, sizeof grown) != sizeof grown) grown = 0;
    ::close(line[0]);
    ::waitpid(child, nullptr, 0);
    return grown;
}

/// Milliseconds of processor time that this thread has had.
double used() {
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

/// Median milliseconds of processor time.
double time_of(const std::function<void()>& work) {
    Spread spread;
    for (int i = 0; i < 60; ++i) {
        const auto start = used();
        work();
        spread.add(used() - start);
    }
    return spread.at(0.5);
}

}  // namespace

bool bench_documents(Figures& figures) {
    const auto small = build_document(document_of(1)), large = build_document(document_of(90));
    const auto read = read_document(large);
    const auto one = read_document(small);
    auto utf8 = ResultFile::create({false, false, "{visit}", ""});
    auto shift_jis = ResultFile::create({true, true, "{visit}", ""});
    if (!read || !one || !utf8 || !shift_jis) return false;
    const auto size = static_cast<double>(large.size()) / 1e6;
    const auto reading = time_of([&] { static_cast<void>(read_document(large)); });
    const auto writing = time_of([&] { static_cast<void>((*utf8)->bytes(read->text, {"v", {}})); });
    const auto in_shift_jis = time_of([&] { static_cast<void>((*shift_jis)->bytes(read->text, {"v", {}})); });
    const auto whole = time_of([&] {
        const auto judged = read_document(small);
        if (judged) static_cast<void>((*shift_jis)->bytes(judged->text, {"v", {}}));
    });
    const auto memory = memory_for([&] { static_cast<void>(read_document(large)); });
    const std::string ten_megabytes(10'000'000, '<');
    const auto refused = memory_for([&] { static_cast<void>(read_document(ten_megabytes)); });
    const auto figure = fmt::format(
        "read and judged {:.0f} MB/s, into the clinic's file {:.0f} MB/s (Shift_JIS {:.0f}); one of {:.1f} kB all the "
        "way {:.2f} ms; memory {:.1f} times its {:.2f} MB; one of 10 MB is refused unread, {:.1f} MB",
        1000 * size / reading, 1000 * size / writing, 1000 * size / in_shift_jis,
        static_cast<double>(small.size()) / 1e3, whole, memory / size, size, refused);
    fmt::print("\nResult documents, one core\n  {}\n", figure);
    figures.add("result documents, one of 90 people, processor time of one core", figure);
    return true;
}

}  // namespace uketsuke::tools::bench
