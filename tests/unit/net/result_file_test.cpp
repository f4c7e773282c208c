// SPDX-License-Identifier: Apache-2.0
// The file as the clinic's program wants it: encoding, line ends, the name of kiosk and visit.
#include "firmware/eligibility/result_file.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>

#include "firmware/base/utf8.hpp"
#include "firmware/eligibility/shift_jis.hpp"
#include "other_parsers.hpp"
#include "sample_document.hpp"
#include "tests/support/memory_scan.hpp"

using namespace uketsuke;
using namespace eligibility;
using namespace test;

namespace {

const std::string kVisit = "0123456789abcdef0123456789abcdef";

std::string judged(const OqsDocument& document) {
    return std::string(read_document(build_document(document)).value().text);
}

std::string file_of(const OqsDocument& document, const ResultForm& form) {
    return std::string(ResultFile::create(form).value()->bytes(judged(document), {kVisit, {}}).value());
}

}  // namespace

TEST_CASE("a file says the same in each encoding and with each line end") {
    auto document = sample();
    document.insured[0].name = "髙橋　花子①表ソ";
    document.insured[0].address = "𠮟町〜１";  // which CP932 does not have
    auto expected = document;
    expected.identifier = "desk-2/" + kVisit;
    const auto reference = build_document(expected);
    for (const bool shift_jis : {false, true})
        for (const bool crlf : {false, true}) {
            const auto bytes = file_of(document, {shift_jis, crlf, "{kiosk}/{visit}", "desk-2"});
            INFO(bytes);
            if (!shift_jis) CHECK(libxml2_objects(bytes) == "");  // which knows no CP932 by that name
            const auto read = read_document(bytes);
            REQUIRE(read.has_value());
            CHECK(read->told == expected);
            CHECK(declared_encoding(bytes) == (shift_jis ? "Shift_JIS" : "UTF-8"));
            CHECK((bytes.find(shift_jis ? "Identifier>1</Char" : "Identifier>0</Char") != std::string::npos));
            CHECK((bytes.find("\x95\x5c\x83\x5c") != std::string::npos) == shift_jis);
            CHECK((bytes.find("&#x20B9F;") != std::string::npos) == shift_jis);
            CHECK((bytes.find("𠮟") != std::string::npos) != shift_jis);
            const auto ends = std::ranges::count(bytes, '\n');
            CHECK(std::ranges::count(bytes, '\r') == (crlf ? ends : 0));
            CHECK(ends == std::ranges::count(reference, '\n'));
            if (!shift_jis) CHECK(canonical(bytes) == canonical(reference));
        }
}

TEST_CASE("an identifier is what its pattern says") {
    const auto identifier = [](const char* pattern) {
        return identifier_of({false, false, pattern, "k1"}, {"v", "A-7"});
    };
    CHECK(identifier("{visit}") == "v");
    CHECK(identifier("{kiosk}-{visit}") == "k1-v");
    CHECK(identifier("{visit}{visit}.{kiosk}") == "vv.k1");
    CHECK(identifier("reception") == "reception");
    CHECK(identifier("{kiosk}.{number}") == "k1.A-7");
}

TEST_CASE("a line end within a text is one in the file") {
    auto document = sample();
    document.result_message = "one\ntwo";
    const auto bytes = file_of(document, {false, true, "{visit}", ""});
    CHECK(bytes.find("one\r\ntwo") != std::string::npos);
    CHECK(read_document(bytes).value().told.result_message == "one\ntwo");
}

namespace {

/// A process that wrote a file in Shift_JIS, keeps the converter and waits to be looked at.
class WroteShiftJis {
public:
    explicit WroteShiftJis(const std::string& document) {
        std::array<int, 2> done{}, end{};
        REQUIRE((::pipe(done.data()) == 0 && ::pipe(end.data()) == 0));
        pid_ = ::fork();
        REQUIRE(pid_ >= 0);
        if (pid_ == 0) {
            ::close(end[1]);
            const auto file = ResultFile::create({true, true, "{visit}", ""}).value();
            const char good = file->bytes(document, {kVisit, {}}) ? 'g' : 'b';
            char ignored = 0;
            ::_exit(::write(done[1], &good, 1) == 1 && ::read(end[0], &ignored, 1) == 0 ? 0 : 1);
        }
        ::close(end[0]);
        end_ = end[1];
        char said = 0;
        REQUIRE(::read(done[0], &said, 1) == 1);
        REQUIRE(said == 'g');
        for (const int one : {done[0], done[1]}) ::close(one);
    }
    ~WroteShiftJis() {
        ::close(end_);
        ::waitpid(pid_, nullptr, 0);
    }
    [[nodiscard]] pid_t pid() const { return pid_; }

private:
    pid_t pid_ = 0;
    int end_ = -1;
};

/// As glibc holds letters between its two steps: numbers of four bytes.
base::Bytes as_numbers(std::string_view text) {
    base::Bytes numbers;
    while (!text.empty()) {
        const auto letter = *base::take_letter(text);
        for (int byte = 0; byte < 4; ++byte) numbers.push_back(static_cast<std::uint8_t>(letter >> (8 * byte)));
    }
    return numbers;
}

}  // namespace

TEST_CASE("what converts to Shift_JIS keeps no letter of a document") {
    auto document = sample();
    document.insured[0].address = std::string(5000, 'a');
    document.insured[0].name = "架空　花子";
    const WroteShiftJis other(judged(document));
    const MemoryScan scan({{"the name", as_numbers("架空　花子")}});  // made after the fork: the other one has it not
    const auto hits = scan.process(other.pid());
    REQUIRE(hits.has_value());
    CHECK(hits->empty());
}
