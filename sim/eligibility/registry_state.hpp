// SPDX-License-Identifier: Apache-2.0
// What the registry keeps of a card's holder and of a visit. Internal to the registry.
#pragma once

#include <optional>

#include "registry.hpp"

namespace uketsuke::sim {

struct Registry::Holder {
    Person person;  ///< its prescriptions are those still in store
    base::Date certificate_until;
    bool registered;
    base::Date cancellation_filed;
    domain::Consents consents;                ///< as given last
    std::optional<base::WallTime> consented;  ///< when
    std::map<std::string, base::WallTime> confirmed = {};  ///< last, by facility
    std::map<std::string, std::string> numbers = {};       ///< 照会番号, by facility

    [[nodiscard]] std::string number_for(const std::string& facility_code) const {
        const auto found = numbers.find(facility_code);
        return found == numbers.end() ? person.reference_number : found->second;
    }
};

struct Registry::Visit {
    base::WallTime begun;
    std::optional<domain::Nonce> nonce;  ///< until it is used
    base::WallTime nonce_given;

    std::string authenticate_key;
    std::string asserted;  ///< fingerprint of certificate and signature under that key
    Holder* holder = nullptr;
    domain::Authentication authentication;
    std::string register_key;

    std::string confirm_key, facility_code;
    domain::Choices choices;
    std::string document;
    base::WallTime confirmed;  ///< when; counts where there is a key
};

}  // namespace uketsuke::sim
