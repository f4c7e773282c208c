// SPDX-License-Identifier: Apache-2.0
#include "service.hpp"

#include <fmt/format.h>

#include "firmware/base/log.hpp"
#include "firmware/desk_link/page_status.hpp"

namespace uketsuke::desk {
namespace {

/// Into `part`; an error begins with what it is about.
template <class T>
base::Result<void> put(T& part, std::string_view what, base::Result<T> made) {
    if (!made) return base::fail(made.error().code, fmt::format("{}: {}", what, made.error().detail));
    part = std::move(*made);
    return {};
}

}  // namespace

std::vector<std::string> hosts_of(const Settings& settings) {
    auto hosts = settings.hosts;
    hosts.insert(hosts.begin(), settings.address);
    if (is_loopback(*Address::parse(settings.address))) hosts.emplace_back("localhost");
    return hosts;
}

base::Result<std::unique_ptr<Service>> Service::start(const Settings& settings, const ports::Clock& clock) {
    std::unique_ptr<Service> service(new Service);
    if (auto built = service->build(settings, clock); !built) return base::fail(built.error());
    return service;
}

/// The broker's thread tells nobody any more.
Service::~Service() {
    if (far_kiosks_) far_kiosks_->on_expelled({});
}

base::Result<void> Service::open_journal(const std::filesystem::path& folder, const ports::Clock& clock) {
    auto key = audit::JournalKey::take_up(folder / "journal.key", folder / "journal.pub");
    if (!key) return base::fail(key.error().code, "state_folder: " + key.error().detail);
    key_ = std::make_unique<audit::JournalKey>(std::move(*key));
    return put(journal_, "state_folder", audit::FileJournal::create(folder / "journal", clock, {nullptr, key_.get()}));
}

base::Result<void> Service::build(const Settings& settings, const ports::Clock& clock) {
    address_ = settings.address;
    if (auto made = open_journal(settings.state_folder, clock); !made) return made;
    if (auto made = put(certificate_, "state_folder", certificate_in(settings.state_folder, hosts_of(settings))); !made)
        return made;
    if (auto made = put(login_, "account", Login::create(settings, clock)); !made) return made;
    sessions_ = std::make_unique<Sessions>(clock);
    board_ = std::make_unique<Board>(clock, std::chrono::minutes{settings.keep_names_minutes},
                                     ClosedKiosks(settings.state_folder / "closed.json"));
    if (auto made = put(kiosks_, "desk.socket", Kiosks::listen(settings.socket, *board_)); !made) return made;
    if (auto told = desk_link::write_fingerprint(settings.socket, certificate_.fingerprint); !told)
        base::warn("desk", "the kiosk's own screen cannot show the fingerprint: {}", told.error().detail);
    if (auto made = join_broker(settings, clock); !made) return made;
    if (!settings.lookup_requests.empty())
        if (auto made =
                put(lookup_, "lookup",
                    Lookup::create({settings.lookup_requests, settings.lookup_answers, settings.facility_code}, clock));
            !made)
            return made;
    delivery_ = std::make_unique<Delivery>(*kiosks_, far_kiosks_.get());
    Site::Parts parts{*login_, *sessions_, *board_, *delivery_, *journal_};
    if (authority_)
        parts.admit = [this, &clock](auto secret, auto request) {
            return authority_->admit(secret, request, clock.wall());
        };
    parts.lookup = lookup_.get();
    site_ = std::make_unique<Site>(parts, hosts_of(settings));
    if (authority_) far_kiosks_->on_expelled([this](const std::string& name) { return site_->expelled(name); });
    return put(https_, "desk.address", Https::serve(settings, certificate_, *site_, *board_, clock));
}

/// As its keeper, or as one that has joined.
base::Result<void> Service::join_broker(const Settings& settings, const ports::Clock& clock) {
    if (settings.broker.empty() && settings.line.empty()) return {};
    auto folder = settings.line;
    if (!settings.broker.empty()) {
        auto opened = line::Authority::open(broker_folder(settings), settings.broker);
        if (!opened) return base::fail(opened.error().code, "broker: " + opened.error().detail);
        authority_ = std::make_unique<line::Authority>(std::move(*opened));
        folder = authority_->own_identity();
    }
    const auto identity = line::load_identity(folder);
    if (!identity) return base::fail(identity.error().code, "desk.line: " + identity.error().detail);
    const std::chrono::minutes keep_names{settings.keep_names_minutes};
    return put(far_kiosks_, "broker", BrokerKiosks::open(*identity, authority_.get(), keep_names, *board_, clock));
}

std::filesystem::path broker_folder(const Settings& settings) { return settings.state_folder / "broker"; }

std::string Service::url() const {
    const auto host = address_.find(':') == std::string::npos ? address_ : fmt::format("[{}]", address_);
    return fmt::format("https://{}:{}", host, https_->port());
}

}  // namespace uketsuke::desk
