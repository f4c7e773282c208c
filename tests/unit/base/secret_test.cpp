// SPDX-License-Identifier: Apache-2.0
#include "firmware/base/secret.hpp"

#include <sys/resource.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <new>
#include <sstream>
#include <string>

#include "firmware/base/wiping_allocator.hpp"
#include "tests/support/patience.hpp"

using namespace uketsuke;

TEST_CASE("the page of a secret is locked and in no core file") {
    const base::Secret secret("1234");
    const auto wanted = reinterpret_cast<std::uintptr_t>(secret.expose().data());
    std::ifstream maps("/proc/self/smaps");
    std::string flags;
    bool ours = false;
    for (std::string line; flags.empty() && std::getline(maps, line);) {
        std::uintptr_t from = 0, to = 0;
        char dash = 0;
        if (std::istringstream(line) >> std::hex >> from >> dash >> to && dash == '-')
            ours = from <= wanted && wanted < to;
        if (ours && line.starts_with("VmFlags:")) flags = line + " ";
    }
    CHECK(flags.find(" dd ") != std::string::npos);  // MADV_DONTDUMP
    if (test::kSanitized)
        WARN("not looked at: a sanitizer makes mlock do nothing");
    else
        CHECK(flags.find(" lo ") != std::string::npos);
}

TEST_CASE("a secret is bounded, moves and leaves nothing behind") {
    base::Secret secret("12");
    CHECK(secret.push('3'));
    secret.pop();
    REQUIRE(secret.size() == 2);
    const auto* page = secret.expose().data();
    base::Secret moved(std::move(secret));
    CHECK(moved.expose().data() == page);
    CHECK(secret.size() == 0);
    CHECK_FALSE(secret.push('4'));
    moved.clear();
    CHECK(page[0] == 0);
    CHECK(page[1] == 0);
    base::Secret full{std::string(base::Secret::kCapacity, '7')};
    CHECK_FALSE(full.push('7'));
}

TEST_CASE("a secret takes the first characters that fit, and gives back none that are not there") {
    base::Secret long_one(std::string(base::Secret::kCapacity + 1, '7'));
    CHECK(long_one.size() == base::Secret::kCapacity);
    base::Secret secret;
    CHECK(secret.empty());
    secret.pop();
    CHECK(secret.empty());
}

TEST_CASE("a secret that takes over another's leaves it empty, and its own is wiped") {
    base::Secret one("12"), other("3456");
    const auto* page = one.expose().data();
    one = std::move(other);
    CHECK(one.size() == 4);
    CHECK(other.empty());
    CHECK(page[0] == 0);
    base::Secret third(std::move(one));
    one.clear();  // it has no page
    CHECK(one.empty());
    third = std::move(one);
    CHECK(third.empty());
}

TEST_CASE("without a page there is no secret") {
    if (test::kSanitized) {
        WARN("not looked at: a sanitizer needs more memory than that");
        return;
    }
    rlimit before{};
    REQUIRE(::getrlimit(RLIMIT_AS, &before) == 0);
    const rlimit nothing_more{4096, before.rlim_max};
    bool refused = false;
    REQUIRE(::setrlimit(RLIMIT_AS, &nothing_more) == 0);
    try {
        const base::Secret secret;
    } catch (const std::bad_alloc&) {
        refused = true;
    }
    REQUIRE(::setrlimit(RLIMIT_AS, &before) == 0);
    CHECK(refused);
}

TEST_CASE("more memory than can be counted is refused and not miscounted") {
    base::WipingAllocator<std::uint64_t> allocator;
    CHECK_THROWS_AS(allocator.allocate(static_cast<std::size_t>(-1) / 4), std::bad_array_new_length);
    allocator.deallocate(allocator.allocate(2), 2);
}
