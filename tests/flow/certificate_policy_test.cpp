// SPDX-License-Identifier: Apache-2.0
#include "firmware/flow/certificate_policy.hpp"

#include <catch2/catch.hpp>

using namespace uketsuke;
using namespace uketsuke::flow;
using base::Date;
using domain::CertificateState;
using domain::Medium;
using L = CertificateLife;

namespace {

L life(Date not_after, Date today, CertificateState service = CertificateState::valid, Medium medium = Medium::card) {
    return certificate_life({{}, {3}, not_after, medium}, service, today);
}

}  // namespace

TEST_CASE("the notice begins three months before the last day, on the day") {
    CHECK(notice_from({2027, 1, 15}) == Date{2026, 10, 15});
    CHECK(life({2027, 1, 15}, {2026, 10, 14}) == L::valid);
    CHECK(life({2027, 1, 15}, {2026, 10, 15}) == L::ends_soon);
    CHECK(life({2027, 1, 15}, {2026, 10, 16}) == L::ends_soon);
}

TEST_CASE("three months before the end of a long month is the end of a short one") {
    CHECK(notice_from({2027, 5, 31}) == Date{2027, 2, 28});
    CHECK(notice_from({2028, 5, 31}) == Date{2028, 2, 29});
    CHECK(notice_from({2026, 12, 31}) == Date{2026, 9, 30});
    CHECK(notice_from({2027, 3, 31}) == Date{2026, 12, 31});
}

TEST_CASE("the last day still counts, the next one is grace") {
    CHECK(life({2026, 9, 30}, {2026, 9, 29}) == L::ends_soon);
    CHECK(life({2026, 9, 30}, {2026, 9, 30}) == L::ends_soon);
    CHECK(life({2026, 9, 30}, {2026, 10, 1}) == L::in_grace);
}

TEST_CASE("grace ends with the third month after the month of expiry") {
    CHECK(grace_until({2026, 9, 10}) == Date{2026, 12, 31});
    CHECK(grace_until({2026, 11, 30}) == Date{2027, 2, 28});
    CHECK(grace_until({2027, 11, 1}) == Date{2028, 2, 29});
    CHECK(life({2026, 9, 10}, {2026, 12, 30}) == L::in_grace);
    CHECK(life({2026, 9, 10}, {2026, 12, 31}) == L::in_grace);
    CHECK(life({2026, 9, 10}, {2027, 1, 1}) == L::ended);
}

TEST_CASE("a phone has no grace") {
    for (const auto medium : {Medium::iphone, Medium::android}) {
        CHECK(life({2026, 9, 30}, {2026, 9, 30}, CertificateState::valid, medium) == L::ends_soon);
        CHECK(life({2026, 9, 30}, {2026, 10, 1}, CertificateState::valid, medium) == L::ended);
        CHECK(life({2028, 9, 30}, {2026, 10, 1}, CertificateState::in_grace, medium) == L::ended);
    }
}

TEST_CASE("the stricter of date and service decides") {
    const Date far{2028, 1, 1}, today{2026, 11, 22};
    CHECK(life(far, today, CertificateState::valid) == L::valid);
    CHECK(life(far, today, CertificateState::in_grace) == L::in_grace);
    CHECK(life(far, today, CertificateState::expired) == L::ended);
    CHECK(life(far, today, CertificateState::revoked) == L::ended);
    CHECK(life({2026, 3, 31}, today, CertificateState::valid) == L::ended);
    CHECK(life({2026, 9, 30}, today, CertificateState::valid) == L::in_grace);
}
