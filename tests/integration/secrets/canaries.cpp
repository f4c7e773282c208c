// SPDX-License-Identifier: Apache-2.0
#include "canaries.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

namespace uketsuke::test {
namespace {

constexpr std::size_t kPiece = 32;
constexpr int kChipWidth = 240, kChipHeight = 320, kThousandths = 65;  // as the build makes them: about 5 kB

base::Bytes bytes_of(std::string_view text) { return {text.begin(), text.end()}; }

std::string digits(std::mt19937_64& random, int count) {
    std::string text;
    while (count-- > 0) text += static_cast<char>('0' + random() % 10);
    return text;
}

/// Syllables, so that no font lacks one.
std::string syllables(std::mt19937_64& random, int count) {
    static constexpr std::array kAll{"カ", "キ", "ク", "ケ", "コ", "サ", "シ", "ス",
                                     "セ", "ソ", "タ", "チ", "ツ", "テ", "ト", "ナ"};
    std::string text;
    while (count-- > 0) text += kAll.at(random() % kAll.size());
    return text;
}

/// Each character as so many bytes, the lowest first.
base::Bytes wide(std::string_view text, std::size_t width, std::uint8_t less = 0) {
    base::Bytes bytes;
    for (const char c : text) {
        bytes.push_back(static_cast<std::uint8_t>(c - less));
        bytes.resize(bytes.size() + width - 1);
    }
    return bytes;
}

base::Bytes joined(base::Bytes front, std::string_view text, std::size_t zeros_behind) {
    front.insert(front.end(), text.begin(), text.end());
    front.resize(front.size() + zeros_behind);
    return front;
}

void take_photo(Patient& patient, const std::filesystem::path& portraits, std::mt19937_64& random) {
    cv::Mat grey = cv::imread((portraits / (patient.person.portrait + ".png")).string(), cv::IMREAD_GRAYSCALE);
    cv::resize(grey, grey, {kChipWidth, kChipHeight}, 0, 0, cv::INTER_AREA);
    cv::Mat noise(grey.size(), CV_16S), noisy;
    cv::RNG(random()).fill(noise, cv::RNG::NORMAL, 0, 3);
    cv::add(grey, noise, noisy, cv::noArray(), CV_8U);
    std::vector<unsigned char> jp2;
    cv::imencode(".jp2", noisy, jp2, {cv::IMWRITE_JPEG2000_COMPRESSION_X1000, kThousandths});
    patient.photo_jp2.assign(jp2.begin(), jp2.end());
    const cv::Mat decoded = cv::imdecode(jp2, cv::IMREAD_GRAYSCALE);
    patient.photo = {decoded.cols, decoded.rows, 1, {decoded.datastart, decoded.dataend}};
}

/// Where most of the picture's detail is: a row that varies.
std::size_t busiest(base::ByteView row) {
    std::size_t best = 0;
    int most = -1;
    for (std::size_t at = 0; at + kPiece <= row.size(); at += kPiece / 2) {
        int change = 0;
        for (std::size_t i = at + 1; i < at + kPiece; ++i) change += std::abs(row[i] - row[i - 1]);
        if (change > most) {
            most = change;
            best = at;
        }
    }
    return best;
}

}  // namespace

Patient new_patient(const sim::Person& like, const std::filesystem::path& portraits, const std::string& pin,
                    std::mt19937_64& random) {
    Patient patient{like, {}, {}};
    auto& person = patient.person;
    const auto month = static_cast<int>(1 + random() % 12), day = static_cast<int>(1 + random() % 28);
    person.birth = {static_cast<int>(1940 + random() % 45), month, day};
    person.card_expires = {static_cast<int>(2027 + random() % 8), month, day};
    person.security_code = digits(random, 4);
    person.pin = pin;
    person.name = syllables(random, 6);
    person.name_kana = syllables(random, 8);
    person.address = "見本県" + syllables(random, 9);
    person.insurance.number = digits(random, 14);
    take_photo(patient, portraits, random);
    return patient;
}

std::vector<Trace> traces_of_pin(const std::string& pin, const std::string& what) {
    const auto size = static_cast<std::uint8_t>(pin.size());
    return {{what, joined({0x00, 0x20, 0x00, 0x80, size}, pin, 0)},
            {what, joined({size, 0, 0, 0, 0, 0, 0, 0}, pin, 1)},  // a short std::string
            {what, joined({0x21, 0, 0, 0, 0, 0, 0, 0}, pin, 0)},  // a small block of the heap
            {what, joined({}, pin, 12)},                          // a Secret's page
            {what, wide(pin, 2)},
            {what, wide(pin, 4)},
            {what, bytes_of(pin), true}};
}

std::vector<Trace> traces_of_number(const std::string& number) {
    return {{kNumber, bytes_of(number)},
            {kNumber, bytes_of(number.substr(0, 10))},
            {kNumber, wide(number, 1, '0')},
            {kNumber, wide(number.substr(0, 10), 2)},
            {kNumber, wide(number.substr(0, 10), 4)},
            {kNumber, wide(number.substr(0, 10), 4, '0')}};
}

std::vector<Trace> traces_of(const domain::Image& picture, const std::string& what) {
    const auto row_size = static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.channels);
    std::vector<Trace> traces;
    for (const int part : {3, 4, 5}) {
        const auto row = base::ByteView(picture.pixels)
                             .subspan(static_cast<std::size_t>(picture.height * part / 8) * row_size, row_size);
        const auto piece = row.subspan(busiest(row), kPiece);
        traces.push_back({what, {piece.begin(), piece.end()}});
    }
    return traces;
}

std::vector<Trace> traces_of(const Patient& patient, models::face::StillFaces& faces) {
    std::vector<Trace> traces = traces_of_number(patient.person.number_b());
    const auto add = [&](std::vector<Trace> more) { traces.insert(traces.end(), more.begin(), more.end()); };
    for (const auto& text :
         {patient.person.name, patient.person.name_kana, patient.person.address, patient.person.insurance.number})
        traces.push_back({kPerson, bytes_of(text)});
    for (const std::size_t part : {2, 3}) {
        const auto piece = base::ByteView(patient.photo_jp2).subspan(patient.photo_jp2.size() * part / 4, kPiece);
        traces.push_back({kPhoto, {piece.begin(), piece.end()}});
    }
    add(traces_of(patient.photo, kPhoto));
    if (const auto enrolled = faces.enrol(patient.photo, models::face::Role::portrait))
        for (const auto* face : {&enrolled->face, &enrolled->plain})
            for (const std::size_t part : {1, 2, 3}) {
                const auto values = std::as_bytes(face->values());
                const auto piece = values.subspan(values.size() * part / 4, kPiece);
                const auto* first = reinterpret_cast<const std::uint8_t*>(piece.data());
                traces.push_back({kTemplate, {first, first + kPiece}});
            }
    return traces;
}

}  // namespace uketsuke::test
