// SPDX-License-Identifier: Apache-2.0
#include "request_folder.hpp"

#include <algorithm>
#include <functional>

#include "firmware/base/log.hpp"

namespace uketsuke::reception {
namespace {

using base::ErrorCode;

constexpr std::string_view kRequest = "OQSsiimm01req_", kAnswer = "OQSsiimm01res_", kRequestEnd = ".xml";

}  // namespace

base::Result<std::unique_ptr<RequestFolder>> RequestFolder::create(Places places) {
    auto requests = base::Folder::open(std::move(places.requests));
    if (!requests) return base::fail(requests.error());
    auto answers = base::Folder::open(std::move(places.answers));
    if (!answers) return base::fail(answers.error());
    answers->remove_parts();
    return std::unique_ptr<RequestFolder>(new RequestFolder(std::move(*requests), std::move(*answers)));
}

std::optional<ports::RequestFiles::Request> RequestFolder::next() {
    if (const auto there = requests_.follow(); !there) return std::nullopt;
    auto names = requests_.names();
    std::sort(names.begin(), names.end());
    std::map<std::string, std::size_t, std::less<>> now;
    std::optional<Request> ready;
    for (const auto& name : names) {
        if (!name.starts_with(kRequest) || !name.ends_with(kRequestEnd)) continue;
        auto text = requests_.read(name, kLargest);
        const auto before = seen_.find(name);
        if (!text && before == seen_.end())
            base::warn("reception", "a request cannot be read and is left alone: {}", text.error().detail);
        const auto hash = text ? std::hash<std::string_view>{}(*text) : 0;
        now.emplace(name, hash);
        if (text && !ready && before != seen_.end() && before->second == hash) ready = Request{name, std::move(*text)};
    }
    seen_ = std::move(now);
    return ready;
}

base::Result<void> RequestFolder::answer(const std::string& name, std::string_view text) {
    auto answered = name;
    answered.replace(0, kRequest.size(), kAnswer);
    auto put = answers_.follow();
    if (put) put = answers_.put(answered, text);
    if (put) put = requests_.remove(name);
    if (!put) return base::fail(ErrorCode::result_undeliverable, put.error().detail);
    return {};
}

}  // namespace uketsuke::reception
