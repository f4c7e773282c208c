// SPDX-License-Identifier: Apache-2.0
#include "desk/settings.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "desk_accounts.hpp"

using namespace uketsuke;

namespace {

std::string complaint(std::string_view text) {
    const auto read = desk::parse_settings(text, "desk.toml");
    return read ? "" : read.error().detail;
}

std::string account(std::string_view name) {
    return fmt::format("[[account]]\nname = \"{}\"\nrole = \"clerk\"\npassword = \"{}\"\n", name,
                       test::desk_settings().accounts[0].password);
}

}  // namespace

TEST_CASE("a desk's settings") {
    const auto read = desk::parse_settings(
        "[desk]\naddress = \"192.0.2.1\"\nport = 443\nhosts = [\"uketsuke.lan\"]\n"
        "subnet = \"192.0.2.0/24\"\nkeep_names_minutes = 5\n" +
            account("sato"),
        "desk.toml");
    REQUIRE(read);
    CHECK(read->address == "192.0.2.1");
    CHECK(read->port == 443);
    CHECK(read->hosts == std::vector<std::string>{"uketsuke.lan"});
    CHECK(read->keep_names_minutes == 5);
    CHECK(read->accounts.at(0).name == "sato");
}

TEST_CASE("what is wrong in a desk's settings is told with its place") {
    CHECK(complaint("[desk]\naddress = \"0.0.0\"\n") ==
          "desk.toml:2:11: 'desk.address' is no IP address of an interface");
    CHECK(complaint("[desk]\nport = 70000\n").find("'desk.port' is not from 0 to 65535") != std::string::npos);
    CHECK(complaint("[desk]\nsubnet = \"192.0.2.0\"\n").find("'desk.subnet' is no subnet") != std::string::npos);
    CHECK(complaint("[desk]\nsocket = \"desk.sock\"\n").find("'desk.socket' is no absolute path") != std::string::npos);
    CHECK(complaint("[desk]\nother = 1\n").find("other") != std::string::npos);
    CHECK(complaint("[desk]\n" + account("a b")).find("is not 1 to 32 ASCII letters") != std::string::npos);
    CHECK(complaint("[desk]\n" + account("sato") + account("sato")).find("has an account already") !=
          std::string::npos);
    CHECK(complaint("[desk]\n" + account("sato") + "totp = \"AAAA\"\n").find("is no base32") != std::string::npos);
    CHECK(complaint("[desk]\n[[account]]\nname = \"a\"\nrole = \"clerk\"\npassword = \"secret\"\n")
              .find("is no password hash") != std::string::npos);
}

TEST_CASE("the address 0.0.0.0 is no interface") {
    CHECK(complaint("[desk]\naddress = \"0.0.0.0\"\n").find("is no IP address of an interface") != std::string::npos);
    CHECK(complaint("[desk]\naddress = \"::\"\n").find("is no IP address of an interface") != std::string::npos);
}
