// SPDX-License-Identifier: Apache-2.0
// The invented people of the simulator. One TOML file each; the card, its printed front, the live face and the
// service's registry are all made from it. No real person's data; portraits are named in portraits.toml, not copied.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "firmware/base/error.hpp"
#include "firmware/base/time.hpp"
#include "firmware/domain/card.hpp"
#include "firmware/domain/eligibility.hpp"

namespace uketsuke::sim {

/// Today's card, and the announced one (card facts A10) in a profile of our own.
enum class CardGeneration { today, next };

/// What an insurer knows of a person; of 医療扶助 the welfare office (公費負担者番号, 受給者番号).
struct Insurance {
    std::string insurer_number;  ///< eight characters; the six digits of a 国保 with two blanks before them
    std::string insurer_name;
    std::string symbol, number, branch;  ///< 記号・番号・枝番; 後期高齢者医療 has a number alone
    bool family = false;                 ///< 家族 of `insured_name`
    std::string insured_name;            ///< 被保険者 or 世帯主, where that is somebody else
    std::string ratio;                   ///< three digits per cent; from 70 on, else empty
    base::Date since, until;             ///< 資格取得, 資格喪失; year 0 = not ended
    std::string loss_reason;             ///< OQSCD008
    base::Date issued, valid_from, valid_until;

    bool operator==(const Insurance&) const = default;
};

/// 医療券 or 調剤券 of the 医療扶助, of the month in which somebody asks. Codes: OQSCD018 to 025.
struct Ticket {
    std::string type = "01", issue_number, treatment = "02";
    std::string prescriber_code, prescriber_name;  ///< 処方箋発行元, of a 調剤券
    std::vector<std::string> injuries, remarks;    ///< at most three of each
    int self_pay_yen = 0;
    std::string district_contact, handling_contact;
    std::string use = "01", social_insurance = "02", inconsistent;
    bool elsewhere = false;  ///< for another facility: 指定医療機関 does not agree
    std::string infection = "02", elderly_care = "02", prefectural = "02";

    bool operator==(const Ticket&) const = default;
};

struct Person {
    std::string key;     ///< the file's stem, e.g. "hanako"
    std::string remark;  ///< what this person is for, one English sentence
    /// Of its keys and certificates: `keys/KEY` beside the file (sim/person_verb); empty: the build's.
    std::filesystem::path keys;

    std::string name, name_kana, address, postcode;
    base::Date birth;
    bool western_birth = false;  ///< a foreign resident: the birth date is printed in the western year
    int sex = 9;                 ///< 1 male, 2 female, 9 not told
    std::string portrait;        ///< a key of portraits.toml; "blank" = a photo without a face; "none" = no photo

    CardGeneration generation = CardGeneration::today;
    base::Date card_expires;
    std::string security_code;  ///< four digits under the photo
    std::string short_number;   ///< next generation only: the six digits that replace 照合番号B
    std::string pin;            ///< four digits
    int pin_tries = 3;          ///< at delivery; 0 = locked or 顔認証マイナンバーカード
    int number_b_tries = 10;    ///< of 照合番号B
    bool face_only =
        false;  ///< 顔認証マイナンバーカード: PIN locked on purpose, no signature certificate, said in print
    std::string token_label = "JPKIAPICCTOKEN2";  ///< EF 0006
    bool long_lengths = false;  ///< the chip's records are written with long-form lengths (card facts A6)
    base::Date certificate_from, certificate_until;
    bool signature_certificate = true;  ///< children under 15 have none
    bool test_hierarchy = false;        ///< certified by JPKI-TEST, which no product may accept
    bool revoked = false;

    bool registered = true;         ///< 利用登録; `registration = "none"` in the file when not
    base::Date cancellation_filed;  ///< its 利用登録解除: in force from the end of the next month; year 0 = none
    bool asked_consent = true;      ///< false: the service has nothing to ask consent for
    domain::Validity validity = domain::Validity::valid;
    Insurance insurance;
    std::optional<Insurance> other_insurance;  ///< where two insurers report the person
    std::string card_classification = "01";    ///< OQSCD010; A1 = 医療扶助, 05 = 特別療養費

    domain::Medium medium = domain::Medium::card;
    bool renewed = false;  ///< its certificate is so new that the certificate authority must be asked
    std::optional<base::WallTime> consented;  ///< gave all consents then, at an earlier visit
    bool consent_difficult = false;           ///< 同意取得困難, noted by the facility
    int specific_disease = 0;                 ///< 特定疾病療養受療証: OQSCD013; 0 = none
    int other_disease = 0;                    ///< a second one; 0 = none
    std::string high_cost;                    ///< 限度額: OQSCD012, e.g. "A03"; empty = none
    std::string high_cost_kind = "01";        ///< its 証区分: OQSCD011
    base::Date long_term;                     ///< 長期入院該当; year 0 = not
    std::string other_name, other_kana;       ///< 通称
    int sex_2 = 0;                            ///< printed on papers instead of `sex`; 0 = none is
    std::string reference_number;             ///< 照会番号 that the facility registered; empty = none
    std::vector<Ticket> tickets;
    domain::ForEachQuestion<std::vector<domain::Listed>> listed;  ///< what the service lists, e.g. e-prescriptions

    [[nodiscard]] bool has_photo() const { return portrait != "none"; }
    /// The birth date as six digits, in the era's year, also where the western one is printed.
    [[nodiscard]] std::string birth_digits() const;
    /// 照合番号B, 14 digits (that a foreign resident's has the era's year too is a guess); of the next
    /// generation the short number.
    [[nodiscard]] std::string number_b() const;
    /// Where its keys and certificates lie.
    [[nodiscard]] std::filesystem::path key_folder(const std::filesystem::path& card_pki) const {
        return keys.empty() ? card_pki / "people" / key : keys;
    }

    bool operator==(const Person&) const = default;
};

/// The people of the build, and those of a folder of one's own beside them.
struct PeopleFolders {
    std::filesystem::path built;
    std::filesystem::path own = {};  ///< empty: there is none. Who has the name of one of the build is not found

    PeopleFolders(std::filesystem::path of_build = {}, std::filesystem::path of_ones_own = {})
        : built(std::move(of_build)), own(std::move(of_ones_own)) {}
};

/// What one key alone cannot tell is checked too: a child or a face-only card has no signature certificate, a card of
/// the next generation has a short number and no other does. Errors: file_unreadable; config_invalid with file, line
/// and key.
base::Result<Person> load_person(const std::filesystem::path& file);
/// By key. Errors: config_invalid (nobody is called so: the names that there are); those of load_person().
base::Result<Person> person_named(const PeopleFolders& folders, std::string_view key);
/// All of a folder, by key.
base::Result<std::vector<Person>> load_people(const std::filesystem::path& folder);
/// Of both. Errors besides: config_invalid (two have the same name).
base::Result<std::vector<Person>> load_people(const PeopleFolders& folders);
/// As a file that load_person() reads back, without what is as everybody's.
std::string written(const Person& person);

}  // namespace uketsuke::sim
