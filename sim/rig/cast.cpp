// SPDX-License-Identifier: Apache-2.0
#include "cast.hpp"

namespace uketsuke::sim {
namespace {

/// Of a registry that nobody asks anything.
class NoClock : public ports::Clock {
public:
    [[nodiscard]] base::MonoTime mono() const override { return {}; }
    [[nodiscard]] base::WallTime wall() const override { return {}; }
};

}  // namespace

base::Result<std::shared_ptr<const Cast>> Cast::load(const Paths& paths) {
    static const NoClock clock;
    auto cast = std::make_shared<Cast>();
    auto people = load_people({paths.people, paths.own_people});
    if (!people) return base::fail(people.error());
    auto pki = TestPki::load(paths.card_pki);
    if (!pki) return base::fail(pki.error());
    auto registry = Registry::create(*people, paths.card_pki, clock);
    if (!registry) return base::fail(registry.error());
    cast->people = std::move(*people);
    cast->pki = std::make_shared<const TestPki>(std::move(*pki));
    cast->registry = std::move(*registry);
    return std::shared_ptr<const Cast>(std::move(cast));
}

}  // namespace uketsuke::sim
