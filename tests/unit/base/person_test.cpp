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
    for (const auto& person : *people)
        for (const auto* one : {&person.insurance, person.other_insurance ? &*person.other_insurance : nullptr})
            if (one != nullptr)
                CHECK(numbers.insert(one->insurer_number + "/" + one->symbol + "/" + one->number + "/" + one->branch)
                          .second);
}

TEST_CASE("照合番号B is era birth date, expiry year, security code") {
    const auto taro = sim::load_person(std::filesystem::path(PEOPLE_DIR) / "taro.toml");
    REQUIRE(taro);
    CHECK(taro->number_b() == "55021720350417");
}

TEST_CASE("a foreign resident's number has the era's year, and the next card a short number") {
    const auto load = [](const char* key) {
        return sim::load_person(std::filesystem::path(PEOPLE_DIR) / (std::string(key) + ".toml")).value();
    };
    CHECK(load("foreign_resident").number_b() == "54050620296248");
    CHECK(load("next_generation").number_b() == "428571");
    CHECK_FALSE(load("infant").has_photo());
}

TEST_CASE("what does not fit together in a person's file is refused by the key that is wrong") {
    std::ifstream good(std::filesystem::path(PEOPLE_DIR) / "taro.toml");
    const std::string text((std::istreambuf_iterator<char>(good)), {});
    const auto refused_for = [](const std::string& content) {
        const auto file = std::filesystem::temp_directory_path() / "uketsuke_person_fit_test.toml";
        std::ofstream(file) << content;
        const auto person = sim::load_person(file);
        std::filesystem::remove(file);
        return person ? std::string() : person.error().detail;
    };
    const auto with = [&](const std::string& line) { return refused_for(text + line + "\n"); };
    CHECK(refused_for(text).empty());
    CHECK(with("face_only = true").find("'face_only'") != std::string::npos);
    CHECK(with("generation = \"next\"").find("'short_number'") != std::string::npos);
    CHECK(with("generation = \"other\"").find("'generation'") != std::string::npos);
    CHECK(with("short_number = \"123456\"").find("'short_number'") != std::string::npos);
    CHECK(with("token_label = \"\"").find("'token_label'") != std::string::npos);
    auto child = text;
    child.replace(child.find("birth = 1980"), 12, "birth = 2015");
    CHECK(refused_for(child).find("'signature_certificate'") != std::string::npos);
    CHECK(refused_for(child + "signature_certificate = false\n").empty());
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
