// SPDX-License-Identifier: Apache-2.0
#include "broker.hpp"

#include <fmt/format.h>
#include <nats/nats.h>
#include <sys/random.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <charconv>
#include <thread>

#include "firmware/base/bytes.hpp"
#include "firmware/base/log.hpp"
#include "members.hpp"
#include "names.hpp"

namespace uketsuke::desk::line {
namespace {

using base::ErrorCode;
using Options = base::Owned<natsOptions, natsOptions_Destroy>;
using Connection = base::Owned<natsConnection, natsConnection_Destroy>;
using Context = base::Owned<jsCtx, jsCtx_Destroy>;
using Message = base::Owned<natsMsg, natsMsg_Destroy>;
using Subscription = base::Owned<natsSubscription, natsSubscription_Destroy>;
using Statistics = base::Owned<natsStatistics, natsStatistics_Destroy>;
using PublishAck = base::Owned<jsPubAck, jsPubAck_Destroy>;
using StreamInfo = base::Owned<jsStreamInfo, jsStreamInfo_Destroy>;
using ConsumerInfo = base::Owned<jsConsumerInfo, jsConsumerInfo_Destroy>;

constexpr std::int64_t kSecond = 1'000'000'000, kHour = 3600 * kSecond;  // as NATS counts
constexpr int kAgainMs = 500;                                            // between two tries to connect
constexpr int kTurnMs = 100;                                             // of a thread that listens

void complain(natsConnection* /*connection*/, natsSubscription* /*subscription*/, natsStatus status,
              void* /*closure*/) {
    base::warn("broker", "{}", natsStatus_GetText(status));
}
void connected(natsConnection* /*connection*/, void* /*closure*/) {}

/// "$JS.ACK.stream.consumer.delivered.sequence.turn.nanoseconds.pending"; anything else is out of no stream.
void place(Heard& heard) {
    std::vector<std::string_view> parts;
    for (auto rest = heard.reply; !rest.empty();) {
        const auto part = rest.substr(0, rest.find('.'));
        parts.push_back(part);
        rest.remove_prefix(std::min(rest.size(), part.size() + 1));
    }
    if (parts.size() != 9 || parts[0] != "$JS" || parts[1] != "ACK") return;
    const auto number = [&](std::size_t i) {
        std::uint64_t value = 0;
        std::from_chars(parts[i].data(), parts[i].data() + parts[i].size(), value);
        return value;
    };
    heard.sequence = number(5);
    heard.turn = number(6);
    heard.stamp = number(7);
    heard.at = base::WallTime{std::chrono::seconds{heard.stamp / kSecond}};
}

void hand_over(natsMsg* message, const Hears& hears) {
    const auto* reply = natsMsg_GetReply(message);
    Heard heard;
    heard.subject = natsMsg_GetSubject(message);
    heard.text = {natsMsg_GetData(message), static_cast<std::size_t>(natsMsg_GetDataLength(message))};
    heard.reply = reply == nullptr ? "" : reply;
    heard.header = [message](const char* key) {
        const char* value = nullptr;
        return natsMsgHeader_Get(message, key, &value) == NATS_OK ? std::string(value) : std::string{};
    };
    place(heard);
    hears(heard);
}

class Listener : public Ear {
public:
    Listener(Subscription subscription, Hears hears)
        : subscription_(std::move(subscription)),
          hears_(std::move(hears)),
          thread_([this](const std::stop_token& stop) { run(stop); }) {}
    ~Listener() override {
        thread_.request_stop();
        natsSubscription_Unsubscribe(subscription_.get());
    }

private:
    void run(const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            natsMsg* taken = nullptr;
            const auto status = natsSubscription_NextMsg(&taken, subscription_.get(), kTurnMs);
            const Message message(taken);
            if (message)
                hand_over(message.get(), hears_);
            else if (status != NATS_TIMEOUT && status != NATS_SLOW_CONSUMER)
                return;
        }
    }
    const Subscription subscription_;
    const Hears hears_;
    std::jthread thread_;  ///< ends first
};

class NatsBroker : public Broker {
public:
    NatsBroker(Connection connection, Context context, std::string inbox)
        : connection_(std::move(connection)), context_(std::move(context)), inbox_(std::move(inbox)) {}

    [[nodiscard]] bool there() const override {
        return natsConnection_Status(connection_.get()) == NATS_CONN_STATUS_CONNECTED;
    }
    [[nodiscard]] std::uint64_t connection() const override {
        natsStatistics* made = nullptr;
        natsStatistics_Create(&made);
        const Statistics all(made);
        std::uint64_t again = 0;
        natsConnection_GetStats(connection_.get(), all.get());
        natsStatistics_GetCounts(all.get(), nullptr, nullptr, nullptr, nullptr, &again);
        return there() ? again + 1 : 0;
    }
    Stored store(const Letter& letter) override {
        natsMsg* made = nullptr;
        if (!there() || natsMsg_Create(&made, letter.subject.c_str(), nullptr, letter.text.data(),
                                       static_cast<int>(letter.text.size())) != NATS_OK)
            return Stored::no;
        const Message message(made);
        // The client reads a header without a value as if the next line were it.
        for (const auto& [key, value] : letter.headers)
            if (!value.empty()) natsMsgHeader_Set(made, key, value.c_str());
        jsPubOptions options;
        jsPubOptions_Init(&options);
        options.MsgId = letter.id.c_str();
        jsPubAck* taken = nullptr;
        const auto status = js_PublishMsg(&taken, context_.get(), made, &options, nullptr);
        const PublishAck ack(taken);
        if (status != NATS_OK || !ack) return Stored::no;
        return ack->Duplicate ? Stored::before : Stored::now;
    }
    void tell(const std::string& subject, const std::string& text) override {
        if (there()) natsConnection_PublishString(connection_.get(), subject.c_str(), text.c_str());
    }
    std::unique_ptr<Ear> listen(const std::string& subject, Hears hears) override {
        natsSubscription* made = nullptr;
        if (natsConnection_SubscribeSync(&made, connection_.get(), subject.c_str()) != NATS_OK) return nullptr;
        return std::make_unique<Listener>(Subscription(made), std::move(hears));
    }
    /// Nobody acknowledges: who follows knows how far it is.
    std::unique_ptr<Ear> follow(const char* stream, std::uint64_t from, Hears hears) override {
        const auto inbox = fmt::format("{}.{}", inbox_, ++followed_);
        auto ear = there() ? listen(inbox, std::move(hears)) : nullptr;
        jsConsumerConfig wanted;
        jsConsumerConfig_Init(&wanted);
        wanted.DeliverSubject = inbox.c_str();
        wanted.AckPolicy = js_AckNone;
        wanted.DeliverPolicy = js_DeliverByStartSequence;
        wanted.OptStartSeq = from;
        return ear && add(stream, wanted) ? std::move(ear) : nullptr;
    }
    std::optional<std::uint64_t> last(const char* stream) override {
        jsStreamInfo* made = nullptr;
        const bool known = there() && js_GetStreamInfo(&made, context_.get(), stream, nullptr, nullptr) == NATS_OK;
        const StreamInfo info(made);
        return known ? std::optional(info->State.LastSeq) : std::nullopt;
    }
    bool make_streams(base::Duration keep_names) override {
        jsStreamConfig events, names;
        jsStreamConfig_Init(&events);
        const auto reports = report_of("*"), actions = action_for("*"), persons = name_of("*");
        std::array events_subjects{reports.c_str(), actions.c_str()};
        events.Name = kEvents;
        events.Subjects = events_subjects.data();
        events.SubjectsLen = static_cast<int>(events_subjects.size());
        events.Storage = js_FileStorage;
        events.MaxAge = 24 * kHour;
        events.MaxBytes = 256 << 20;
        events.Duplicates = kHour;
        jsStreamConfig_Init(&names);
        std::array names_subjects{persons.c_str()};
        names.Name = kNames;
        names.Subjects = names_subjects.data();
        names.SubjectsLen = static_cast<int>(names_subjects.size());
        names.Storage = js_MemoryStorage;
        names.MaxAge = keep_names.count() * (kSecond / 1000);
        names.MaxBytes = 32 << 20;
        names.Duplicates = std::min(names.MaxAge, kHour);
        return make(events) && make(names);
    }
    bool make_place(const std::string& kiosk) override {
        const auto filter = action_for(kiosk), to = hands_to(kiosk);
        jsConsumerConfig wanted;
        jsConsumerConfig_Init(&wanted);
        wanted.Durable = kiosk.c_str();
        wanted.FilterSubject = filter.c_str();
        wanted.DeliverSubject = to.c_str();
        wanted.AckPolicy = js_AckExplicit;
        wanted.AckWait = kSecond;
        wanted.MaxAckPending = 1;  // in order
        return add(kEvents, wanted);
    }

private:
    bool add(const char* stream, jsConsumerConfig& wanted) {
        jsConsumerInfo* made = nullptr;
        const auto status = js_AddConsumer(&made, context_.get(), stream, &wanted, nullptr, nullptr);
        const ConsumerInfo info(made);
        return status == NATS_OK;
    }
    bool make(jsStreamConfig& wanted) {
        jsStreamInfo* made = nullptr;
        auto status = js_AddStream(&made, context_.get(), &wanted, nullptr, nullptr);
        if (status != NATS_OK) status = js_UpdateStream(&made, context_.get(), &wanted, nullptr, nullptr);
        const StreamInfo info(made);
        return status == NATS_OK;
    }
    const Connection connection_;
    const Context context_;    ///< goes first
    const std::string inbox_;  ///< this connection's own
    std::atomic<int> followed_ = 0;
};

/// The first that fails ends it.
natsStatus set(natsOptions* options, const Identity& identity) {
    const auto url = fmt::format("tls://{}", identity.broker), inbox = inbox_of(identity.name);
    natsStatus status = natsOptions_SetURL(options, url.c_str());
    const auto then = [&](natsStatus next) { status = status == NATS_OK ? next : status; };
    then(natsOptions_SetName(options, identity.name.c_str()));
    then(natsOptions_SetSecure(options, true));
    then(natsOptions_LoadCATrustedCertificates(options, identity.authority.c_str()));
    then(natsOptions_LoadCertificatesChain(options, identity.own.c_str(), identity.key.c_str()));
    then(natsOptions_SetExpectedHostname(options, kBrokerHost));
    then(natsOptions_SetIgnoreDiscoveredServers(options, true));
    then(natsOptions_SetCustomInboxPrefix(options, inbox.c_str()));
    then(natsOptions_SetTimeout(options, Broker::kPatience.count()));
    then(natsOptions_SetPingInterval(options, Broker::kPatience.count()));
    then(natsOptions_SetMaxReconnect(options, -1));
    then(natsOptions_SetReconnectWait(options, kAgainMs));
    then(natsOptions_SetReconnectJitter(options, kAgainMs / 5, kAgainMs / 5));
    then(natsOptions_SetFailRequestsOnDisconnect(options, true));
    then(natsOptions_SetSendAsap(options, true));
    then(natsOptions_SetErrorHandler(options, complain, nullptr));
    then(natsOptions_SetRetryOnFailedConnect(options, true, connected, nullptr));
    return status;
}

}  // namespace

base::Result<std::unique_ptr<Broker>> Broker::open(const Identity& identity) {
    natsOptions* made = nullptr;
    if (natsOptions_Create(&made) != NATS_OK) return base::fail(ErrorCode::internal, "the line to the broker");
    const Options options(made);
    if (const auto status = set(made, identity); status != NATS_OK)
        return base::fail(ErrorCode::file_unreadable,
                          fmt::format("{}: {}", identity.own.string(), natsStatus_GetText(status)));
    natsConnection* connection = nullptr;
    const auto status = natsConnection_Connect(&connection, made);
    Connection owned(connection);
    if (status != NATS_OK && status != NATS_NOT_YET_CONNECTED)
        return base::fail(ErrorCode::internal, fmt::format("the broker: {}", natsStatus_GetText(status)));
    jsOptions wishes;
    jsOptions_Init(&wishes);
    wishes.Wait = kPatience.count();
    jsCtx* context = nullptr;
    if (natsConnection_JetStream(&context, connection, &wishes) != NATS_OK)
        return base::fail(ErrorCode::internal, "the line to the broker");
    Context streams(context);
    std::array<std::uint8_t, 8> random{};
    if (::getrandom(random.data(), random.size(), 0) != static_cast<ssize_t>(random.size()))
        return base::fail(ErrorCode::internal, "no randomness");
    return std::unique_ptr<Broker>(new NatsBroker(std::move(owned), std::move(streams),
                                                  fmt::format("{}.{}", inbox_of(identity.name), base::to_hex(random))));
}

}  // namespace uketsuke::desk::line
