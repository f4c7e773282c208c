// SPDX-License-Identifier: Apache-2.0
// Today's check-ins as the clerks see them, from what the kiosks tell. In memory only; names go a while after their
// visit, or after the last word of it from a kiosk that is gone, and everything with the day.
#pragma once

#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "closed_kiosks.hpp"
#include "firmware/ports/clock.hpp"
#include "firmware/readiness/report.hpp"
#include "hearer.hpp"

namespace uketsuke::desk {

/// Thread-safe.
class Board : public Hearer {
public:
    static constexpr std::size_t kMostRows = 600, kMostNotes = 12, kMostKiosks = 64;

    enum class Answered : std::uint8_t {
        now,
        before,  ///< somebody else did
        unknown,
        not_now  ///< there is such a one, and it does not wait for that
    };
    struct Answering {
        Answered how = Answered::unknown;
        std::string kiosk, by;  ///< by: before: whose answer it was
        domain::DeskAnswer answer;
        std::string run{};         ///< of the kiosk, and
        std::uint64_t number = 0;  ///< of its report that is answered
    };
    /// What somebody wants to say to the patient of a row, or to a kiosk.
    struct Wish {
        domain::DeskSays says = domain::DeskSays::comes;
        int item = 0;
        std::string by;
        std::uint64_t row = 0;  ///< 0: it is to the kiosk
        std::string kiosk;      ///< then
    };

    /// The clock must outlive it.
    Board(const ports::Clock& clock, std::chrono::minutes keep_names, ClosedKiosks closed = {})
        : clock_(clock), keep_names_(keep_names), closed_(std::move(closed)) {}

    std::optional<desk_link::Welcome> greet(const desk_link::Hello& hello) override;
    bool hear(const desk_link::Hello& from, desk_link::Told told) override;
    void left(const std::string& kiosk) override;
    /// What is too old goes.
    void look() override;
    /// Whose result a file of that run is, told apart from its reports. False: no row has that file yet.
    bool name(const std::string& kiosk, const std::string& run, domain::PersonNamed person);
    /// Something about the kiosk that the desk has found out itself.
    void note(const std::string& kiosk, domain::NoteGiven note);
    /// Somebody at another desk sees to what that report told; empty: not after all.
    void answered(const std::string& kiosk, const std::string& run, std::uint64_t number, const std::string& by);
    /// Somebody at a desk has said that to a kiosk of that run: the row's step is decided, the kiosk closed or open.
    void said(const std::string& kiosk, const std::string& run, const domain::DeskAnswer& answer);
    /// Somebody sees to a note, which `id` names: the first one does, whoever comes second is told who.
    Answering answer(std::uint64_t id, const std::string& by);
    /// The kiosk could not be told: `by` does not see to it.
    void withdraw(std::uint64_t id, const std::string& by);
    /// A look at person and card, or an unlocking, is said once in one step of a visit: by whoever is first.
    Answering act(const Wish& wish);
    /// Alike.
    void withdraw(const Wish& wish);
    /// What a kiosk that comes (back) has to hear again: that it is closed.
    std::optional<domain::DeskAnswer> to_repeat(const std::string& kiosk) override;

    /// A row with a name in it.
    struct Named {
        std::uint64_t row = 0;
        std::string kiosk;
        std::uint32_t visit = 0;
    };
    [[nodiscard]] std::vector<Named> named();
    /// What changed after that version of the list, as the page gets it (desk.js), newest row first; all of it where
    /// a row has gone since, and after 0. Names only in these rows.
    [[nodiscard]] base::WipedText print(std::uint64_t since, const std::set<std::uint64_t>& names);
    /// Each kiosk's last look at its readiness, a JSON list: kiosk, and readiness::as_json of the look.
    [[nodiscard]] std::string print_readiness();
    /// Changes with what print() says; waits for that until `limit`.
    std::uint64_t wait_past(std::uint64_t version, base::Duration limit);
    [[nodiscard]] std::uint64_t version();

private:
    struct Note {
        domain::NoteGiven given;
        std::uint64_t id;
        base::WallTime at;
        std::string by;            ///< who sees to it; empty: nobody yet
        bool over = false;         ///< nobody can any more: the kiosk began anew
        std::uint64_t number = 0;  ///< of the report; 0: the desk's own
    };
    struct Decided {
        std::uint32_t n;
        std::string by;
    };
    struct Row {
        std::uint64_t id;
        std::string kiosk, run;
        domain::StepReached step;
        base::WallTime began, since;
        bool over = false;      ///< the kiosk has gone on
        base::MonoTime last{};  ///< news of it; of an old visit: its end
        std::deque<Note> notes;
        base::WipedText name, kana;
        std::optional<Decided> decided;  ///< in that step of the visit
        std::uint64_t version = 0;       ///< of the list, in which it changed last
    };
    struct Kiosk {
        bool there = false;
        std::optional<domain::DeskAnswer> opened = {};  ///< how it was closed until it was opened last
        std::uint64_t version = 0;                      ///< as a row's
        std::string run;
        std::uint64_t last = 0, lost = 0;
        std::chrono::seconds ahead{0};  ///< of the desk's clock
        std::string state;
        int error = 0;
        std::string language, languages, marks;
        base::WallTime since{};
        std::deque<Note> notes;
        std::optional<readiness::Report> ready;     ///< the last look; stays over a new start
        std::uint64_t ready_version = 0;            ///< as a row's
        std::optional<domain::PersonNamed> person;  ///< of the present visit: its file may be told a moment later
        base::MonoTime heard{};
    };
    void take(const std::string& kiosk, const std::string& run, base::WallTime at, domain::StepReached step,
              std::uint64_t number);
    void take(const std::string& kiosk, const std::string& run, base::WallTime at, domain::NoteGiven note,
              std::uint64_t number);
    void take(const std::string& kiosk, const std::string& run, base::WallTime at, domain::PersonNamed person,
              std::uint64_t number);
    void take(const std::string& kiosk, const std::string& run, base::WallTime at, const domain::ReadinessTold& told,
              std::uint64_t number);
    Row& row_of(const std::string& kiosk, const std::string& run, std::uint32_t visit, base::WallTime at);
    static void place(std::optional<domain::PersonNamed>& person, Row& row);
    void end_others(const std::string& kiosk, std::uint64_t but);
    void end_notes(const std::string& kiosk);
    [[nodiscard]] bool gone(const Row& row) const;
    void drop_persons();
    bool drop_old();
    /// In what is the next version.
    void touch(Row& row) { row.version = version_ + 1; }
    void touch(Kiosk& kiosk) { kiosk.version = version_ + 1; }
    void changed();
    Note* find(std::uint64_t id, Answering& into);
    Row* patient_of(std::uint64_t id);
    Answering act_on(Row& row, const Wish& wish);
    Answering act_on(Kiosk& kiosk, const Wish& wish);
    [[nodiscard]] bool closed(const std::string& name, const Kiosk& kiosk) const;
    [[nodiscard]] static bool awaits_look(const Row& row);

    const ports::Clock& clock_;
    const std::chrono::minutes keep_names_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::map<std::string, Kiosk> kiosks_;
    ClosedKiosks closed_;  ///< by this desk
    std::deque<Row> rows_;
    base::MonoTime told_{};  ///< when what is being taken happened: it may arrive much later
    std::uint64_t version_ = 1, next_id_ = 1;
    std::uint64_t dropped_ = 0;  ///< version in which a row went
};

}  // namespace uketsuke::desk
