// SPDX-License-Identifier: Apache-2.0
#include "wire.hpp"

#include <concepts>
#include <nlohmann/json.hpp>

#include "firmware/base/enumeration.hpp"

namespace uketsuke::desk_link {
namespace {

using Json = nlohmann::basic_json<std::map, std::vector, base::WipedText, bool, std::int64_t, std::uint64_t, double,
                                  base::WipingAllocator>;

/// A message to be written, or one that is being read.
template <class M, class T>
concept Is = std::same_as<std::remove_const_t<M>, T>;

// The table: the word of each message, and what it holds under which key.
template <class M>
constexpr std::string_view kWord;
template <>
constexpr std::string_view kWord<Hello> = "hello";
template <>
constexpr std::string_view kWord<domain::StepReached> = "step";
template <>
constexpr std::string_view kWord<domain::NoteGiven> = "note";
template <>
constexpr std::string_view kWord<domain::PersonNamed> = "person";
template <>
constexpr std::string_view kWord<domain::ReadinessTold> = "ready";
template <>
constexpr std::string_view kWord<Welcome> = "welcome";
template <>
constexpr std::string_view kWord<Taken> = "taken";
template <>
constexpr std::string_view kWord<domain::DeskAnswer> = "answer";

void each_field(Is<Hello> auto& m, auto field) {
    field("kiosk", m.kiosk);
    field("run", m.run);
    field("lost", m.lost);
    field("now", m.now);
    field("languages", m.languages);
}
void each_field(Is<domain::StepReached> auto& m, auto field) {
    field("visit", m.visit);
    field("n", m.n);
    field("state", m.state);
    field("error", m.error);
    field("patient", m.patient);
    field("finished", m.finished);
    field("file", m.file);
    field("language", m.language);
    field("reception", m.number);
    field("marks", m.marks);
}
void each_field(Is<domain::NoteGiven> auto& m, auto field) {
    field("kind", m.kind);
    field("visit", m.visit);
    field("n", m.n);
    field("where", m.where);
    field("error", m.error);
    field("words", m.words);
    field("calls", m.calls);
    field("letters", m.letters);
}
void each_field(Is<domain::PersonNamed> auto& m, auto field) {
    field("file", m.file);
    field("name", m.name);
    field("kana", m.kana);
}
void each_field(Is<domain::ReadinessTold> auto& m, auto field) { field("rows", m.rows); }
void each_field(Is<Welcome> auto& m, auto field) { field("last", m.last); }
void each_field(Is<Taken> auto& m, auto field) { field("number", m.number); }
void each_field(Is<domain::DeskAnswer> auto& m, auto field) {
    field("visit", m.ticket.visit);
    field("n", m.ticket.n);
    field("says", m.says);
    field("item", m.item);
    field("by", m.by);
}

struct Writer {
    Json& object;
    void operator()(const char* key, const std::string& text) const {
        object[key] = base::WipedText(text.begin(), text.end());
    }
    void operator()(const char* key, domain::DeskSays says) const {
        object[key] = base::WipedText(base::enumerator_name(says));
    }
    void operator()(const char* key, base::WallTime time) const { object[key] = time.time_since_epoch().count(); }
    void operator()(const char* key, const auto& value) const { object[key] = value; }
};

/// Takes the fields out of the object, so that what is left over is seen.
class Reader {
public:
    Reader(Json& object, bool& ok) : object_(object), ok_(ok) {}

    void operator()(const char* key, bool& into) const {
        take(key, [&](const Json& value) { return assign(value.get_ptr<const bool*>(), into); });
    }
    void operator()(const char* key, base::WipedText& into) const {
        take(key, [&](const Json& value) { return assign(value.get_ptr<const base::WipedText*>(), into); });
    }
    void operator()(const char* key, std::string& into) const {
        take(key, [&](const Json& value) {
            const auto* text = value.get_ptr<const base::WipedText*>();
            if (text != nullptr) into.assign(text->begin(), text->end());
            return text != nullptr;
        });
    }
    void operator()(const char* key, base::WallTime& into) const {
        std::uint32_t seconds = 0;  // to the year 2106
        (*this)(key, seconds);
        into = base::WallTime{std::chrono::seconds{seconds}};
    }
    void operator()(const char* key, domain::DeskSays& into) const {
        std::string word;
        (*this)(key, word);
        const auto found = base::value_named<domain::DeskSays>(word);
        ok_ = ok_ && found.has_value();
        if (found) into = *found;
    }
    template <std::integral T>
    void operator()(const char* key, T& into) const {
        take(key, [&](const Json& value) {
            const auto* number = value.get_ptr<const std::uint64_t*>();
            const bool fits = number != nullptr && std::in_range<T>(*number);
            if (fits) into = static_cast<T>(*number);
            return fits;
        });
    }

private:
    void take(const char* key, auto read) const {
        const auto found = object_.find(key);
        ok_ = ok_ && found != object_.end() && read(*found);
        if (found != object_.end()) object_.erase(found);
    }
    static bool assign(const auto* value, auto& into) {
        if (value != nullptr) into = *value;
        return value != nullptr;
    }
    Json& object_;
    bool& ok_;
};

Json object_of(const auto& message) {
    Json object = Json::object();
    object["m"] = base::WipedText(kWord<std::remove_cvref_t<decltype(message)>>);
    each_field(message, Writer{object});
    return object;
}
Json object_of(const Told& told) {
    auto object = std::visit([](const auto& report) { return object_of(report); }, told.report);
    const Writer field{object};
    field("number", told.number);
    field("at", told.at);
    return object;
}

/// What is no UTF-8 is replaced: a name is data of a service.
base::WipedText line_of(const Json& object) { return object.dump(-1, ' ', false, Json::error_handler_t::replace); }

/// Reads it as the M whose word it has, or as none.
template <class M>
bool read_as(std::string_view word, Json& object, bool& ok, M& into) {
    if (word != kWord<M>) return false;
    each_field(into, Reader(object, ok));
    return true;
}

template <class... M>
bool read_one(std::string_view word, Json& object, bool& ok, std::variant<M...>& into) {
    const auto one = [&]<class One>(One message) {
        if (!read_as(word, object, ok, message)) return false;
        into = std::move(message);
        return true;
    };
    return (one(M{}) || ...);
}

bool read_rest(std::string_view word, Json& object, bool& ok, FromKiosk& into) {
    const Reader field(object, ok);
    Told told;
    if (Hello hello; read_as(word, object, ok, hello)) {
        into = std::move(hello);
        return true;
    }
    field("number", told.number);
    field("at", told.at);
    const bool read = read_one(word, object, ok, told.report);
    into = std::move(told);
    return read;
}
bool read_rest(std::string_view word, Json& object, bool& ok, FromDesk& into) {
    return read_one(word, object, ok, into);
}

template <class Message>
std::optional<Message> read(std::string_view line) {
    if (line.size() > kLongestLine) return std::nullopt;
    auto object = Json::parse(line, nullptr, false);
    if (!object.is_object()) return std::nullopt;
    bool ok = true;
    std::string word;
    Reader(object, ok)("m", word);
    Message message;
    if (!ok || !read_rest(word, object, ok, message) || !ok || !object.empty()) return std::nullopt;
    return message;
}

}  // namespace

base::WipedText write(const FromKiosk& message) {
    return std::visit([](const auto& one) { return line_of(object_of(one)); }, message);
}
base::WipedText write(const FromDesk& message) {
    return std::visit([](const auto& one) { return line_of(object_of(one)); }, message);
}

std::optional<FromKiosk> read_from_kiosk(std::string_view line) { return read<FromKiosk>(line); }
std::optional<FromDesk> read_from_desk(std::string_view line) { return read<FromDesk>(line); }

}  // namespace uketsuke::desk_link
