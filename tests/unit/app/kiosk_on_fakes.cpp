// SPDX-License-Identifier: Apache-2.0
#include "kiosk_on_fakes.hpp"

#include <catch2/catch.hpp>

#include "firmware/flow/state_table.hpp"

namespace uketsuke::test {
namespace {

using base::ErrorCode;
using base::fail;

/// Counts the living objects of one kind in the world.
class Counted {
public:
    explicit Counted(int& alive) : alive_(alive) { ++alive_; }
    ~Counted() { --alive_; }
    Counted(const Counted&) = delete;
    Counted& operator=(const Counted&) = delete;

private:
    int& alive_;
};

struct Part {
    World& world;
    sim::VirtualTime* time;
    void spend(base::Duration duration) const {
        if (time != nullptr) time->spend(duration);
    }
};

struct OpenCard : Part, Counted, ports::CardSession {
    OpenCard(const Part& part, domain::CardRef ref) : Part(part), Counted(part.world.sessions), ref_(ref) {}
    base::Result<base::Bytes> transmit(base::ByteView) override { return base::Bytes{0x90, 0x00}; }
    [[nodiscard]] domain::CardRef card() const override { return ref_; }
    domain::CardRef ref_;
};

struct Reader : Part, ports::CardReader {
    explicit Reader(const Part& part) : Part(part) {}
    ports::SlotState wait(const ports::SlotState& known, std::stop_token) override { return known; }
    base::Result<std::unique_ptr<ports::CardSession>> open(domain::CardRef card) override {
        return std::unique_ptr<ports::CardSession>(std::make_unique<OpenCard>(*this, card));
    }
};

struct Applications : Part, ports::CardApplications {
    explicit Applications(const Part& part) : Part(part) {}
    base::Result<domain::CardInfo> identify() override {
        spend(world.card_time);
        return domain::CardInfo{{world.card_id}, {world.pin_left}, {2028, 3, 12}};
    }
    [[nodiscard]] base::ByteView certificate() const override { return certificate_; }
    base::Result<domain::PinOutcome> verify_and_sign(base::Secret pin, domain::Tries, const domain::Nonce&) override {
        using Kind = domain::PinOutcome::Kind;
        spend(world.card_time);
        world.verified.emplace_back(pin.expose().begin(), pin.expose().end());
        if (world.verified.back() != world.right_pin) {
            --world.pin_left;
            return domain::PinOutcome{world.pin_left > 0 ? Kind::wrong : Kind::locked, {world.pin_left}, {}};
        }
        world.pin_left = 3;
        domain::Assertion assertion{base::Bytes(300, 0xC1), base::Bytes(256, 0x51), {}};
        world.made(assertion.signature.data(), assertion.signature.size());
        return domain::PinOutcome{Kind::signed_, {3}, std::move(assertion)};
    }
    base::Result<domain::Assertion> sign_as_phone(const domain::Nonce&) override {
        return fail(ErrorCode::phone_not_verified);
    }
    base::Result<domain::Tries> number_b_tries() override { return domain::Tries{10}; }
    base::Result<domain::FaceRecord> face_record(base::Secret) override {
        spend(world.card_time);
        return domain::FaceRecord{base::Bytes(500, 0x2A), {}};
    }
    const base::Bytes certificate_ = base::Bytes(300, 0xC1);
};

struct Signature : Part, ports::CardSignature {
    explicit Signature(const Part& part) : Part(part) {}
    [[nodiscard]] bool available() const override { return true; }
    base::Result<domain::Assertion> sign(ports::CardSession&, base::ByteView, const domain::Nonce&) override {
        return domain::Assertion{base::Bytes(300, 0xC1), base::Bytes(256, 0x51), {}};
    }
};

struct CardFront : Part, ports::CardFrontReader {
    explicit CardFront(const Part& part) : Part(part) {}
    base::Result<base::Secret> read(base::Date) override {
        if (world.card_front_off) return fail(ErrorCode::number_b_unreadable);
        return base::Secret("23031220332285");
    }
};

struct Decoder : Part, ports::PhotoDecoder {
    explicit Decoder(const Part& part) : Part(part) {}
    base::Result<domain::Image> decode(base::ByteView) override {
        domain::Image image{20, 25, 1, base::Bytes(500, 77)};
        world.made(image.pixels.data(), image.pixels.size());
        return image;
    }
};

struct Capture : Part, Counted, ports::Capture {
    explicit Capture(const Part& part) : Part(part), Counted(part.world.captures) {}
    base::Result<domain::Frame> next_frame(base::Duration) override {
        spend(world.frame_time);
        if (world.camera_off) return fail(ErrorCode::camera_missing);
        ++world.frames;
        const auto shade = static_cast<std::uint8_t>(world.frames),
                   more = static_cast<std::uint8_t>(world.frames / 256);
        return domain::Frame{
            {2, 2, 1, {120, 120, more, shade}}, base::MonoTime{base::Duration{world.frames}}, ++sequence_};
    }
    [[nodiscard]] std::string identity() const override { return "the only camera"; }
    std::uint64_t sequence_ = 0;
};

struct Camera : Part, ports::Camera {
    explicit Camera(const Part& part) : Part(part) {}
    base::Result<void> probe() override {
        ++world.probes;
        if (world.camera_off) return fail(ErrorCode::camera_missing);
        return {};
    }
    base::Result<std::unique_ptr<ports::Capture>> open() override {
        return std::unique_ptr<ports::Capture>(std::make_unique<Capture>(*this));
    }
};

struct Attempt : Part, Counted, ports::FaceAttempt {
    explicit Attempt(const Part& part) : Part(part), Counted(part.world.attempts) {}
    ports::Observation observe(const domain::Frame&) override {
        using domain::FaceAdvice;
        return {world.face_there ? FaceAdvice::good : FaceAdvice::no_face, world.face_there && ++good_ >= 5,
                world.doubtful && good_ >= 3, world.face_there ? std::optional(domain::FacePlace{}) : std::nullopt};
    }
    void allow_long_moves() override { ++world.longer; }
    base::Result<domain::Verdict> decide(const domain::Image&) override {
        using domain::FaceDecision;
        return domain::Verdict{world.matches ? FaceDecision::match : FaceDecision::no_match, 0.9, 0.5, 1};
    }
    int good_ = 0;
};

struct Face : Part, ports::FaceVerifier {
    explicit Face(const Part& part) : Part(part) {}
    std::unique_ptr<ports::FaceAttempt> begin(domain::FacePrompts, domain::FacePrompts, bool) override {
        return std::make_unique<Attempt>(*this);
    }
};

struct Question : Part, Counted, ports::EligibilityVisit {
    explicit Question(const Part& part) : Part(part), Counted(part.world.questions) {}
    base::Result<domain::Nonce> challenge() override {
        if (auto answer = take_time(); !answer) return fail(answer.error());
        return domain::Nonce{1, 2, 3};
    }
    base::Result<domain::Authentication> authenticate(const domain::Assertion&) override {
        if (auto answer = take_time(); !answer) return fail(answer.error());
        domain::Authentication person;
        person.registration = domain::Registration::registered;
        person.certificate = domain::CertificateState::valid;
        person.ask_consent = true;
        return person;
    }
    base::Result<domain::Authentication> register_use() override { return fail(ErrorCode::service_refused); }
    void hold_against(const domain::HolderProof&) override {}
    base::Result<domain::Eligibility> confirm(const domain::Choices&) override {
        if (auto answer = take_time(); !answer) return fail(answer.error());
        domain::Eligibility answer{{domain::Validity::valid, {}, {}, world.number}, base::WipedText(500, 'x')};
        world.made(answer.document.data(), answer.document.size());
        return answer;
    }
    [[nodiscard]] base::Result<void> take_time() const {
        spend(world.service_time);
        if (world.service_off) return fail(ErrorCode::service_unreachable);
        return {};
    }
};

struct Client : Part, ports::EligibilityClient {
    explicit Client(const Part& part) : Part(part) {}
    std::unique_ptr<ports::EligibilityVisit> begin() override { return std::make_unique<Question>(*this); }
    base::Result<void> probe() override {
        ++world.health_asked;
        spend(world.service_time);
        if (world.service_off) return fail(ErrorCode::service_unreachable);
        return {};
    }
};

struct Reception : Part, ports::ReceptionLink {
    explicit Reception(const Part& part) : Part(part) {}
    base::Result<std::string> deliver(const domain::Eligibility&, const Begin& begin) override {
        if (!begin()) return fail(ErrorCode::result_undeliverable);
        spend(world.rename_time);
        world.log.emplace_back("RESULT");
        return std::string("result.xml");
    }
    base::Result<void> tell_desk(const domain::DeskNote& note) override {
        world.told.push_back(note);
        world.alerts += note.kind == domain::DeskNote::Kind::alert ? 1 : 0;
        if (note.kind == domain::DeskNote::Kind::call) world.log.push_back(fmt::format("CALL {}", note.where));
        return {};
    }
    base::Result<std::vector<domain::DeskNote>> look_after() override {
        ++world.looks;
        return std::vector<domain::DeskNote>{};
    }
};

struct Staff : Part, ports::StaffGate {
    explicit Staff(const Part& part) : Part(part) {}
    [[nodiscard]] bool available() const override { return true; }
    base::Result<domain::StaffCheck> check(const domain::CardKey&, base::Secret code) override {
        const std::string typed(code.expose().begin(), code.expose().end());
        return domain::StaffCheck{.accepted = !world.right_code.empty() && typed == world.right_code};
    }
    void unlock(const domain::CardKey&) override { world.log.push_back("UNLOCK"); }
};

struct Requests : Part, ports::RequestFiles {
    explicit Requests(const Part& part) : Part(part) {}
    std::optional<Request> next() override {
        if (world.requests.empty()) return std::nullopt;
        return Request{world.requests.front(), base::WipedText("text of " + world.requests.front())};
    }
    base::Result<void> answer(const Request& asked, std::string_view text) override {
        std::erase(world.requests, asked.name);
        world.answers.push_back(fmt::format("{}: {}", asked.name, text));
        return {};
    }
};

struct Copies : Part, ports::ResultCopies {
    explicit Copies(const Part& part) : Part(part) {}
    base::Result<void> put(std::string_view name, const domain::Eligibility&) override {
        world.log.push_back(fmt::format("COPY {}", name));
        return {};
    }
    std::vector<domain::DeskNote> look_after() override {
        if (!std::exchange(world.copy_missing, false)) return {};
        return {{domain::DeskNote::Kind::alert, "fhir", ErrorCode::fhir_undeliverable, {}, {}}};
    }
};

struct ClinicData : Part, ports::ClinicData {
    explicit ClinicData(const Part& part) : Part(part) {}
    Comparison compare(const domain::Eligibility&) override {
        Comparison comparison{world.differences, {}};
        if (world.clinic_data_off) comparison.wrong = base::Error{ErrorCode::clinic_data_unreadable, "a list"};
        return comparison;
    }
};

struct Appointments : Part, ports::Appointments {
    explicit Appointments(const Part& part) : Part(part) {}
    base::Result<Found> arrive(std::string_view number, const Begin& begin) override {
        world.numbers.emplace_back(number);
        if (world.appointments_off) return base::fail(ErrorCode::appointments_unreadable, "a list");
        if (!world.appointment.recorded()) return Found{world.appointment, {}};
        world.recording();
        if (!begin()) return base::fail(ErrorCode::internal, "it was given up");
        ++world.recorded;
        return Found{world.appointment, {}};
    }
};

struct Printer : Part, ports::SlipPrinter {
    explicit Printer(const Part& part) : Part(part) {}
    base::Result<void> print(const domain::Image& picture) override {
        if (auto well = check(); !well) return well;
        world.slips.emplace_back(picture.pixels.begin(), picture.pixels.end());
        return {};
    }
    base::Result<void> check() override {
        if (world.printer) return fail(*world.printer, "simulated");
        return {};
    }
    [[nodiscard]] int width() const override { return 384; }
};

struct Journal : Part, ports::AuditSink {
    explicit Journal(const Part& part) : Part(part) {}
    base::Result<void> append(const domain::AuditRecord& record) override {
        if (auto there = check(); !there) return there;
        world.log.push_back(fmt::format("{} {}", record.visit, record.event));
        world.records.push_back(record);
        return {};
    }
    base::Result<void> check() override {
        if (world.journal_off) return fail(ErrorCode::audit_unwritable);
        return {};
    }
};

}  // namespace

struct FakeDevices::Parts {
    Parts(const Part& part_, ports::Clock& clock_) : part(part_), clock(clock_) {}
    Part part;
    ports::Clock& clock;
    Reader reader{part};
    Signature signature{part};
    CardFront card_front{part};
    Decoder decoder{part};
    Camera camera{part};
    Face face{part};
    Client client{part};
    Reception reception{part};
    Staff staff{part};
    Journal journal{part};
    Requests requests{part};
    Copies copies{part};
    ClinicData clinic_data{part};
    Appointments appointments{part};
    Printer printer{part};
};

FakeDevices::FakeDevices(World& world, ports::Clock& clock, sim::VirtualTime* time)
    : parts_(std::make_unique<Parts>(Part{world, time}, clock)) {}
FakeDevices::~FakeDevices() = default;

app::Devices FakeDevices::devices() {
    auto& p = *parts_;
    const auto applications = [&p](ports::CardSession&) -> std::unique_ptr<ports::CardApplications> {
        return std::make_unique<Applications>(p.part);
    };
    return {p.clock,
            p.reader,
            nullptr,
            applications,
            p.signature,
            p.card_front,
            p.decoder,
            p.camera,
            p.face,
            p.client,
            p.reception,
            p.staff,
            p.journal,
            frames,
            [] { return domain::FacePrompts{}; },
            [&p](base::ByteView certificate) -> base::Result<void> {
                p.part.spend(p.part.world.responder_time);
                ++p.part.world.asked;
                REQUIRE(certificate.size() == 300);
                if (p.part.world.revoked) return fail(ErrorCode::certificate_refused);
                return {};
            },
            [&p]() -> base::Result<void> {
                if (p.part.world.clock_off) return fail(ErrorCode::clock_wrong);
                return {};
            },
            {},
            [](const domain::CardId& card) {
                domain::CardKey key;
                std::ranges::copy(card.value, key.value.begin());
                return key;
            },
            nullptr,
            {},
            &p.copies,
            &p.requests,
            [&p](std::string_view request) -> base::Result<base::WipedText> {
                p.part.spend(p.part.world.service_time);
                return base::WipedText(fmt::format("answer to the {}", request));
            },
            [&p] { return std::exchange(p.part.world.news, {}); },
            {},
            nullptr,
            [&p](flow::Setting setting, int value) -> base::Result<void> {
                if (!p.part.world.keep_setting) return fail(ErrorCode::file_unreadable, "no place for it");
                return p.part.world.keep_setting(setting, value);
            },
            &face_place,
            &p.part.world.speaker,
            nullptr,
            {},
            {},
            &p.clinic_data,
            &p.appointments,
            &p.printer,
            [](const flow::PrintSlip& slip, int) {
                return domain::Image{1, 1, 1, base::Bytes(slip.number.begin(), slip.number.end())};
            }};
}

KioskOnFakes::KioskOnFakes(flow::KioskFacts facts, base::Duration dark_after, app::FaceDay* face_day)
    : devices_(world, time, &time) {
    auto devices = devices_.devices();
    devices.face_day = face_day;
    devices.put_metrics = [this](std::string_view text) -> base::Result<void> {
        if (world.metrics_full) return base::fail(base::ErrorCode::file_unreadable, "full");
        world.metrics.emplace_back(text);
        return {};
    };
    devices.look_at_readiness = [this] {
        ++world.readiness_looks;
        return world.readiness;
    };
    devices.keep_readiness = [this](const readiness::Report& report) -> base::Result<void> {
        world.readiness_kept.push_back(report);
        return {};
    };
    devices.draw_statement = [this](const flow::PrintStatement& form, int) {
        world.forms.push_back(base::to_yyyymmdd(form.day));
        return domain::Image{1, 1, 1, base::Bytes(1)};
    };
    devices.draw_lines = [this](const std::vector<domain::StaffLine>& lines, int) {
        for (const auto& line : lines) world.printed.push_back(line.text);
        return domain::Image{1, 1, 1, base::Bytes(1)};
    };
    app::Kiosk::Options options{.facts = facts, .dark_after = dark_after};
    options.readiness_at = "10:30";
    kiosk_ = std::make_unique<app::Kiosk>(std::move(devices), time, time, display_, std::move(options));
    kiosk_->watch(
        [this](const flow::Visit& before, const flow::Event&, const flow::Step& step) { watch(before, step); });
    time.drive(*kiosk_);
    kiosk_->start();
    event(flow::DeviceUp{flow::Device::reader});
    REQUIRE(reach(flow::State::idle));
}

void KioskOnFakes::watch(const flow::Visit& before, const flow::Step& step) {
    const auto now = step.visit.state;
    trace.push_back(fmt::format("{} {}", time.mono().time_since_epoch().count(), flow::name_of(now)));
    const auto what = fmt::format("{} -> {}", flow::name_of(before.state), flow::name_of(now));
    if (!flow::row_of(now).person && !vault().empty()) left_behind.push_back("vault: " + what);
    if (!flow::row_of(now).pin && kiosk_->pin_digits() != 0) left_behind.push_back("PIN: " + what);
}

bool KioskOnFakes::reach(flow::State wanted, base::Duration limit) {
    return time.advance_until([&] { return state() == wanted; }, limit);
}

void KioskOnFakes::insert() { event(flow::CardPresent{{0, ++insertion_}}); }
void KioskOnFakes::remove() { event(flow::CardRemoved{{0, insertion_}}); }
void KioskOnFakes::swap() { insert(); }

void KioskOnFakes::type(std::string_view digits) {
    for (const char digit : digits) kiosk_->handle(ui::Input{ui::PinKey{ui::PinKey::Kind::digit, digit - '0'}});
}

void KioskOnFakes::to_choice() {
    insert();
    REQUIRE(reach(flow::State::choose_identity));
}

void KioskOnFakes::to_pin_entry(std::string_view typed) {
    to_choice();
    tap(flow::Action::choose_pin);
    type(typed);
    REQUIRE(state() == flow::State::pin_entry);
    REQUIRE(kiosk_->pin_digits() == static_cast<int>(typed.size()));
}

void KioskOnFakes::to_face_capture() {
    to_choice();
    tap(flow::Action::choose_face);
    run(base::Duration{100});
    REQUIRE(state() == flow::State::face_capture);
    REQUIRE(world.captures == 1);
}

void KioskOnFakes::to_consent() {
    to_pin_entry(world.right_pin);
    tap(flow::Action::confirm);
    REQUIRE(reach(flow::State::consent));
}

void KioskOnFakes::to_settings() {
    tap(flow::Action::choose_staff);
    REQUIRE(state() == flow::State::staff_password);
    type(world.right_code);
    tap(flow::Action::confirm);
    REQUIRE(reach(flow::State::settings));
}

}  // namespace uketsuke::test
