// SPDX-License-Identifier: Apache-2.0
// A patient of one session whose secrets nobody else has, and what these secrets can look like in a memory.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "firmware/domain/image.hpp"
#include "models/face/still.hpp"
#include "sim/people/person.hpp"
#include "tests/support/memory_scan.hpp"

namespace uketsuke::test {

/// What is said of a hit.
inline const std::string kPin = "PIN", kNumber = "照合番号B", kPerson = "person", kPhoto = "photo",
                         kTemplate = "template", kFrame = "frame", kCardPicture = "card picture",
                         kPassword = "password";

struct Patient {
    sim::Person person;
    base::Bytes photo_jp2;
    domain::Image photo;  ///< what the decoder makes of it
};

/// `like` with a name, an address, numbers and a card's dates of their own, this PIN, and a photo with noise of its
/// own.
Patient new_patient(const sim::Person& like, const std::filesystem::path& portraits, const std::string& pin,
                    std::mt19937_64& random);

/// As a VERIFY, in a short text, in a small block of the heap, in a Secret, as wide characters, and standing alone.
std::vector<Trace> traces_of_pin(const std::string& digits, const std::string& what = kPin);
std::vector<Trace> traces_of_number(const std::string& digits);
/// All of the patient but the PIN; the template as the product computes it from the photo.
std::vector<Trace> traces_of(const Patient& patient, models::face::StillFaces& faces);
/// A few pieces of a picture's busiest rows.
std::vector<Trace> traces_of(const domain::Image& picture, const std::string& what);

}  // namespace uketsuke::test
