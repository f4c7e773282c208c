// SPDX-License-Identifier: Apache-2.0
#include "watched_counter.hpp"

#include <signal.h>  // kill

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/time.h>

#include <catch2/catch.hpp>
#include <opencv2/imgcodecs.hpp>
#include <set>
#include <thread>

#include "firmware/base/descriptor.hpp"
#include "firmware/reception/password_hash.hpp"
#include "sim/camera/card_front.hpp"
#include "sim/rig/watched_card.hpp"
#include "tests/support/patience.hpp"

namespace uketsuke::test {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

constexpr double kFrontPixelsPerMm = 12;
const std::string kUnwatchedPin = "0000";
constexpr std::size_t kCandidates = 150;

template <class T>
T required(base::Result<T> made) {
    INFO((made ? "" : made.error().detail));
    REQUIRE(made);
    return std::move(*made);
}

/// Virtual hands and no air: nobody waits for a sensor. Two pictures never have one time.
void hardly_wait(base::Duration) { std::this_thread::sleep_for(2ms); }

std::string draw(std::mt19937_64& random, int digits) {
    std::string text;
    while (digits-- > 0) text += static_cast<char>('0' + random() % 10);
    return text;
}

/// Whether a READ BINARY of the selected file asks for this byte of it.
bool asks_for(base::ByteView command, std::size_t byte) {
    if (command.size() < 5 || command[1] != 0xB0 || (command[2] & 0x80) != 0) return false;
    const std::size_t from = command[2] << 8 | command[3];
    const std::size_t length = command.size() > 6 ? command[5] << 8 | command[6] : command[4];
    return from <= byte && byte < from + (length != 0 ? length : command.size() > 6 ? 65536 : 256);
}

/// Whoever has this one's certificate is an ordinary patient.
bool has_ordinary_certificate(const sim::Person& person) {
    return person.generation == sim::CardGeneration::today && person.medium == domain::Medium::card &&
           person.signature_certificate && !person.test_hierarchy && !person.revoked &&
           base::Date{2028, 1, 1} < person.certificate_until;
}

}  // namespace

WatchedCounter::WatchedCounter(const Arguments& environment, std::uint64_t seed)
    : random_(seed),
      clock_(base::parse_iso8601(START)),
      pcscd_(required(sim::PrivatePcscd::create())),
      slot_(pcscd_->port()),
      pki_(required(sim::TestPki::load(CARD_PKI))),
      camera_(clock_, hardly_wait, PORTRAITS, seed),
      card_front_camera_(clock_, hardly_wait, seed),
      models_(required(models::face::FaceModels::load(MODELS))),
      faces_(models_) {
    for (const auto* key : {"hanako", "taro"})
        people_.push_back(required(sim::load_person(fs::path(PEOPLE) / (std::string(key) + ".toml"))));
    for (auto& person : required(sim::load_people(PEOPLE)))
        if (has_ordinary_certificate(person)) certified_.push_back(std::move(person));
    registry_ = required(sim::Registry::create(people_, CARD_PKI, calendar_));
    service_ = required(sim::TlsService::start(*registry_, faults_, calendar_, SERVICE_PKI));
    staff_password_ = draw(random_, 6);
    site_.set("staff_check.password_hash",
              required(reception::PasswordHash::of(base::Secret(staff_password_))).print());
    site_.set("service.url", service_->url());
    site_.set("face.challenge_prompts", "0");
    site_.set("readiness.at", "");  // days and records are counted there: a number of them may be somebody's PIN
    site_.set("camera.device", site_.folder() / "camera.socket");
    site_.set("card_front_camera.device", site_.folder() / "card_front.socket");
    const auto note = [this](const std::string& what) {
        return [this, what](const domain::Frame& frame) { watch(traces_of(frame.image, what)); };
    };
    sent_camera_ = std::make_unique<SentCamera>(site_.folder() / "camera.socket", camera_, note(kFrame));
    sent_card_front_camera_ =
        std::make_unique<SentCamera>(site_.folder() / "card_front.socket", card_front_camera_, note(kCardPicture));
    start_kiosk(environment);
}

void WatchedCounter::start_kiosk(const Arguments& environment) {
    std::array<int, 2> ends{};
    REQUIRE(::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) == 0);
    line_ = std::make_unique<ControlLine>(ends[0]);
    const timeval moment{0, 20000};
    ::setsockopt(ends[0], SOL_SOCKET, SO_RCVTIMEO, &moment, sizeof moment);
    base::Descriptor other(ends[1]), theirs(::dup(other.get()));  // a copy without close-on-exec
    auto all = environment;
    all.push_back("PCSCLITE_CSOCK_NAME=" + pcscd_->socket_path());
    all.push_back("TMPDIR=" + site_.folder().string());
    auto words = site_.run();
    words.push_back(std::to_string(theirs.get()));
    kiosk_ = std::make_unique<Program>(words, all);
    other.reset();
    theirs.reset();
    INFO(kiosk_->err());
    REQUIRE(eventually([&] {
        if (const auto message = line_->hear()) hear(*message);
        return screen_ == "idle";
    }));
}

void WatchedCounter::draw_pins() {
    std::vector<Trace> forms;
    std::set<std::string> found;
    while (pins_.size() < kCandidates)
        if (const auto pin = draw(random_, 4); pin[0] != '0' && pin.substr(0, 2) != "20" && found.insert(pin).second) {
            pins_.push_back(pin);
            const auto more = traces_of_pin(pin, pin);
            forms.insert(forms.end(), more.begin(), more.end());
        }
    // What stands there before anybody came is nobody's PIN: numbers of the settings, days that a certificate has left.
    const auto there = look_for(MemoryScan(forms));
    const auto written = counted(MemoryScan(forms).files(site_.folder()));
    std::erase_if(pins_, [&](const std::string& pin) { return there.count(pin) != 0 || written.count(pin) != 0; });
    where_.clear();
}

std::string WatchedCounter::unused_pin() {
    if (pins_.empty()) throw Stray("no PIN is left");
    const auto pin = pins_.front();
    pins_.pop_front();
    return pin;
}

void WatchedCounter::come() {
    {
        const std::scoped_lock lock(mutex_);
        traces_.clear();
    }
    where_.clear();
    verified_ = std::chrono::steady_clock::time_point();
    const auto pin = pins_.empty() ? kUnwatchedPin : unused_pin();
    tear_at_ = 0;
    opened_ = false;
    patient_ = new_patient(people_.at(random_() % people_.size()), PORTRAITS, pin, random_);
    // Cards that are not all the same card: what is counted for one over the day must not end another's visits.
    const auto& certified = certified_.at(came_++ % certified_.size());
    patient_->person.key = certified.key;
    patient_->person.certificate_from = certified.certificate_from;
    patient_->person.certificate_until = certified.certificate_until;
    const auto& person = patient_->person;
    watch(traces_of(*patient_, faces_));
    if (!registry_->enrol(person)) throw Stray("not enrolled");
    auto card = sim::MyNumberCard::create(person, pki_, patient_->photo_jp2);
    if (!card) throw Stray(card.error().detail);
    card_ = *card;
    lay_front(person.security_code);
    stand_before_camera(person.portrait);
    card_front_camera_.sensor().set_fault(sim::CameraFault::none);
}

void WatchedCounter::stand_before_camera(const std::string& portrait) {
    sim::View view;
    view.who = portrait;
    if (!camera_.show(view)) throw Stray("no portrait " + portrait);
}

void WatchedCounter::tear_at_verify() {
    sim::CardFaults faults;
    faults.tear = {3, random_() % 2 == 0};  // after a SELECT and the question for the counter
    card_->set_faults(faults);
}

void WatchedCounter::tear_at_photo() { tear_at_ = 300 + random_() % 3000; }

void WatchedCounter::lay_front(const std::string& security_code) {
    auto person = patient_->person;
    person.security_code = security_code;
    const cv::Mat photo = cv::imread((fs::path(PORTRAITS) / (person.portrait + ".png")).string());
    card_front_camera_.lay(sim::render_card_front(person, photo, kFrontPixelsPerMm));
}

void WatchedCounter::misprint(const std::string& security_code) {
    lay_front(security_code);
    auto person = patient_->person;
    person.security_code = security_code;
    watch(traces_of_number(person.number_b()));
}

void WatchedCounter::insert() {
    const auto watched = std::make_shared<sim::WatchedCard>(card_, [this](base::ByteView command) { see(command); });
    if (!slot_.insert(watched)) throw Stray("no reader");
}

/// What the card is about to be sent.
void WatchedCounter::see(base::ByteView command) {
    if (command.size() > 5 && command[1] == 0x20) {
        verified_ = std::chrono::steady_clock::now();
        opened_ = command[4] == domain::kNumberBDigits;
        if (stop_at_verify_.exchange(false)) ::kill(pcscd_->pid(), SIGSTOP);
    }
    if (tear_at_ == 0 || !opened_ || !asks_for(command, tear_at_)) return;
    tear_at_ = 0;
    sim::CardFaults faults;
    faults.tear = {1, true};
    faults.tear.answered = 100;
    card_->set_faults(faults);
}

void WatchedCounter::remove() { slot_.remove(); }

void WatchedCounter::hear(const std::string& message) {
    if (!message.starts_with("shown ")) return;
    screen_ = message.substr(6);
    ++shown_;
}

void WatchedCounter::tap(const std::string& id) {
    const auto before = shown_;
    line_->say("tap " + id);
    for (const auto end = Clock::now() + kPatience; shown_ == before;) {
        if (Clock::now() > end) throw Stray("nothing came of " + id + " on " + screen_);
        if (const auto message = line_->hear()) hear(*message);
    }
}

void WatchedCounter::type(const std::string& digits) {
    if (digits.size() == domain::kPinDigits && digits != kUnwatchedPin) watch(traces_of_pin(digits));
    for (const char digit : digits) tap(fmt::format("digit_{}", digit));
}

void WatchedCounter::expect(const std::vector<std::string>& screens) {
    for (const auto end = Clock::now() + kPatience; std::count(screens.begin(), screens.end(), screen_) == 0;) {
        if (Clock::now() > end) throw Stray(fmt::format("{} instead of {}", screen_, fmt::join(screens, " or ")));
        if (const auto message = line_->hear()) hear(*message);
    }
}

/// Again and again: a time-out is set a moment after its screen was shown. Each time only once the journal has had time
/// to write what the last step brought: to a record that is still on its way a minute at once looks like a disk that
/// hangs.
void WatchedCounter::pass(int milliseconds, const std::string& screen) {
    constexpr std::chrono::milliseconds kWritten{1000};
    for (const auto end = Clock::now() + kPatience; screen_ != screen;) {
        if (Clock::now() > end) throw Stray(fmt::format("time passes, and {} does not become {}", screen_, screen));
        std::this_thread::sleep_for(kWritten);
        calendar_.jump(milliseconds);
        line_->say(fmt::format("jump {}", milliseconds));
        if (const auto message = line_->hear()) hear(*message);
    }
}

std::string WatchedCounter::ask(const std::string& question, const std::string& answer) {
    line_->say(question);
    for (const auto end = Clock::now() + kPatience; Clock::now() < end;)
        if (const auto message = line_->hear()) {
            if (message->starts_with(answer)) return message->substr(answer.size());
            hear(*message);
        }
    throw Stray("no answer to " + question);
}

void WatchedCounter::watch(std::vector<Trace> traces) {
    const std::scoped_lock lock(mutex_);
    traces_.insert(traces_.end(), traces.begin(), traces.end());
    all_traces_.insert(all_traces_.end(), std::make_move_iterator(traces.begin()),
                       std::make_move_iterator(traces.end()));
}

void WatchedCounter::wait_for_answer_to_settle() { std::this_thread::sleep_until(verified_.load() + 50ms); }

std::map<std::string, int> WatchedCounter::counted(const std::vector<Hit>& hits) {
    std::map<std::string, int> counts;
    for (const auto& hit : hits) {
        ++counts[hit.trace->what];
        where_.push_back(fmt::format("{} in {} ({})", hit.trace->what, hit.where, hit.trace->bytes.size()));
    }
    return counts;
}

std::map<std::string, int> WatchedCounter::look_for(const MemoryScan& scan) {
    std::vector<pid_t> processes{kiosk_->pid(), pcscd_->pid()};
    for (const auto child : children_of(kiosk_->pid())) processes.push_back(child);
    std::vector<Hit> all;
    for (const auto process : processes) {
        const auto hits = scan.process(process);
        if (!hits) throw Stray(fmt::format("the memory of process {} may not be read", process));
        for (auto hit : *hits) {
            hit.where.insert(0, process == pcscd_->pid() ? "pcscd " : process == kiosk_->pid() ? "kiosk " : "decoder ");
            all.push_back(hit);
        }
    }
    return counted(all);
}

bool WatchedCounter::may_look() const {
    const MemoryScan nothing({});
    return nothing.process(kiosk_->pid()) && nothing.process(pcscd_->pid());
}

std::vector<std::string> WatchedCounter::strangers() const {
    static const std::set<std::string> known{"audit.jsonl", "camera.socket",     "results",      "staff_calls.log",
                                             "state",       "card_front.socket", "uketsuke.toml"};
    std::vector<std::string> found;
    for (const auto& entry : fs::directory_iterator(site_.folder()))
        if (const auto name = entry.path().filename().string(); known.count(name) == 0) found.push_back(name);
    return found;
}

std::map<std::string, int> WatchedCounter::look() {
    std::unique_lock lock(mutex_);
    const MemoryScan scan(traces_);
    lock.unlock();
    return look_for(scan);
}

std::map<std::string, int> WatchedCounter::look_for_all() {
    const std::scoped_lock lock(mutex_);
    return look_for(MemoryScan(all_traces_));
}

std::map<std::string, int> WatchedCounter::look_at_files() {
    const std::scoped_lock lock(mutex_);
    std::vector<Trace> not_results;
    for (const auto& trace : all_traces_)
        if (trace.what != kPerson) not_results.push_back(trace);
    auto counts = counted(MemoryScan(not_results).files(site_.folder() / "results"));
    const MemoryScan everything(all_traces_);
    for (const auto& folder : {site_.folder(), fs::path(pcscd_->socket_path()).parent_path(), kiosk_->folder()})
        for (const auto& entry : fs::directory_iterator(folder))
            if (entry.path() != site_.folder() / "results")
                for (const auto& [what, times] : counted(everything.files(entry.path()))) counts[what] += times;
    return counts;
}

}  // namespace uketsuke::test
