// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "news.hpp"
#include "sim/live/control.hpp"
#include "sim/live/live.hpp"
#include "sim/paths/paths.hpp"

namespace uketsuke::sim {

/// A kiosk with what the dock sees of it. Thread-bound to the kiosk's thread.
class DockedKiosk {
public:
    /// Who sends verbs from the dock's page.
    static constexpr LineServer::Who kDock = ~LineServer::Who{0};

    /// Events go to `news` from the beginning on; `pictures`: that were told of an earlier kiosk. `tell`: lines to
    /// whoever else is connected. A scenario of `wishes.play` is played first. Errors: those of the rig; config_invalid
    /// (a step of it did not come true: which, and what was found).
    static base::Result<std::unique_ptr<DockedKiosk>> create(const LiveWishes& wishes, bool window, News& news,
                                                             Control::Tell tell, int pictures);

    /// A verb as JSON; the answer in JSON.
    std::string handle(const std::string& request, LineServer::Who from);
    /// Lets time pass: so much of the machine's, `pace` times as fast where it can be.
    void pass(base::Duration machine, int pace);
    /// Tells the news: state, running time and whether there is another picture.
    void tell_news(int pace);
    /// What the panel shows, as a PNG; empty where it cannot be written.
    std::string picture();
    [[nodiscard]] std::string choices() const;
    /// The window was closed, or somebody said `quit`.
    [[nodiscard]] bool over() const { return over_ || !control_->going(); }
    [[nodiscard]] int pictures() const { return pictures_; }
    [[nodiscard]] bool failed() const { return control_->failed(); }
    [[nodiscard]] bool real() const { return script_.rig == Script::Rig::real; }

private:
    struct Timer {
        base::MonoTime ends;
    };
    DockedKiosk(Script script, News& news, int pictures)
        : script_(std::move(script)), news_(news), pictures_(pictures) {}
    base::Result<void> build(const LiveWishes& wishes, bool window, Control::Tell tell);
    base::Result<std::unique_ptr<Rig>> make_rig(const std::filesystem::path& folder, bool window);
    [[nodiscard]] std::string shown() const;

    const Script script_;
    News& news_;
    std::optional<TemporaryFolder> temporary_;
    std::filesystem::path folder_;
    std::string desk_, name_;
    OwnDevices own_;
    PeopleFolders people_;
    std::unique_ptr<Rig> rig_;
    std::unique_ptr<Session> session_;
    std::unique_ptr<Control> control_;
    std::optional<base::MonoTime> timer_;  ///< when the screen's time is over
    std::string shown_;
    base::MonoTime painted_{};
    int pictures_;
    bool over_ = false;
};

}  // namespace uketsuke::sim
