// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <set>

#include "sim/people/person.hpp"

using namespace uketsuke;

TEST_CASE("every person of the simulator loads and no two share an insurance number") {
    const auto people = sim::load_people(PEOPLE_DIR);
    REQUIRE(people);
    REQUIRE(people->size() >= 10);
    std::set<std::string> numbers;
    for (const auto& person : *people) CHECK(numbers.insert(person.number).second);
}

TEST_CASE("照合番号B is era birth date, expiry year, security code") {
    const auto taro = sim::load_person(std::filesystem::path(PEOPLE_DIR) / "taro.toml");
    REQUIRE(taro);
    CHECK(taro->number_b() == "55021720350417");
}

TEST_CASE("a person's file with an unknown key is refused by its line") {
    const auto file = std::filesystem::temp_directory_path() / "uketsuke_person_test.toml";
    std::ifstream good(std::filesystem::path(PEOPLE_DIR) / "taro.toml");
    std::ofstream(file) << good.rdbuf() << "pim = \"1234\"\n";
    const auto person = sim::load_person(file);
    std::filesystem::remove(file);
    REQUIRE_FALSE(person);
    CHECK(person.error().code == base::ErrorCode::config_invalid);
    CHECK(person.error().detail.find("'pim' in line") != std::string::npos);
}
