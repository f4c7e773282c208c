// SPDX-License-Identifier: Apache-2.0
#include "request_folder.hpp"

#include <algorithm>
#include <functional>

#include "firmware/base/log.hpp"

namespace uketsuke::reception {
namespace {

using base::ErrorCode;

constexpr std::string_view kRequest = "OQSsiimm01req_", kAnswer = "OQSsiimm01res_", kRequestEnd = ".xml";

std::size_t hash_of(std::string_view text) { return std::hash<std::string_view>{}(text); }

}  // namespace

base::Result<std::unique_ptr<RequestFolder>> RequestFolder::create(Places places, const ports::Clock& clock) {
    auto requests = base::Folder::open(std::move(places.requests));
    if (!requests) return base::fail(requests.error());
    auto answers = base::Folder::open(std::move(places.answers));
    if (!answers) return base::fail(answers.error());
    answers->remove_parts();
    return std::unique_ptr<RequestFolder>(
        new RequestFolder(std::move(*requests), std::move(*answers), places.remove_after, clock));
}

std::optional<ports::RequestFiles::Request> RequestFolder::next() {
    if (const auto there = requests_.follow(); !there) return std::nullopt;
    auto names = requests_.names();
    std::sort(names.begin(), names.end());
    Hashes now, answered;
    std::optional<Request> ready;
    for (const auto& name : names) {
        if (!name.starts_with(kRequest) || !name.ends_with(kRequestEnd)) continue;
        auto text = requests_.read(name, kLargest);
        const auto before = seen_.find(name);
        if (!text && before == seen_.end())
            base::warn("reception", "a request cannot be read and is left alone: {}", text.error().detail);
        const auto hash = text ? hash_of(*text) : 0;
        now.emplace(name, hash);
        const auto done = answered_.find(name);
        if (done != answered_.end() && done->second == hash) {
            answered.insert(*done);
            continue;
        }
        if (text && !ready && before != seen_.end() && before->second == hash) ready = Request{name, std::move(*text)};
    }
    seen_ = std::move(now);
    answered_ = std::move(answered);
    return ready;
}

bool RequestFolder::reads_as(const Request& asked) const {
    const auto text = requests_.read(asked.name, kLargest);
    return text && *text == asked.text;
}

base::Result<void> RequestFolder::answer(const Request& asked, std::string_view text) {
    auto name = asked.name;
    name.replace(0, kRequest.size(), kAnswer);
    auto put = answers_.follow();
    if (put) put = answers_.put(name, text);
    if (put) put = answers_.sync();
    if (put && reads_as(asked)) {
        answered_[asked.name] = hash_of(asked.text);
        put = requests_.remove(asked.name);
    }
    if (!put) return base::fail(ErrorCode::result_undeliverable, put.error().detail);
    return {};
}

void RequestFolder::look_after() {
    for (const auto& name : answers_.names()) {
        if (!name.starts_with(kAnswer) || !name.ends_with(kRequestEnd)) continue;
        const auto changed = answers_.changed(name);
        if (!changed || clock_.wall() - *changed < remove_after_) continue;
        if (const auto removed = answers_.remove(name); !removed) base::warn("reception", "{}", removed.error().detail);
    }
}

}  // namespace uketsuke::reception
