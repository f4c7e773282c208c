// SPDX-License-Identifier: Apache-2.0
// The dock's page over HTTP on the loopback alone. Whoever reaches it drives a simulated kiosk and nothing else; that a
// browser is not led to it by another page, Host and Origin are checked.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "errands.hpp"
#include "firmware/base/error.hpp"
#include "news.hpp"

namespace uketsuke::sim {

class DockServer {
public:
    static constexpr std::size_t kLargestBody = 16384;

    /// Each is called on the kiosk's thread. An empty answer is a 400.
    struct Answers {
        std::function<std::string()> choices, picture;
        std::function<std::string(const std::string& json)> verb;   ///< a verb of the table, as over the socket
        std::function<std::string(const std::string& json)> kiosk;  ///< another kiosk: {"facts": […], "date": "…"}
        std::function<std::string(const std::string& json)> pace;   ///< {"factor": N}
    };
    /// Serves until it is destroyed, before which `errands` and `news` are closed. Port 0: any that is free. Errors:
    /// internal (no such port to be had).
    static base::Result<std::unique_ptr<DockServer>> serve(int port, Errands& errands, News& news, Answers answers);
    ~DockServer();
    /// http://127.0.0.1:PORT
    [[nodiscard]] std::string url() const;

private:
    class Server;
    explicit DockServer(std::unique_ptr<Server> server);
    std::unique_ptr<Server> server_;
};

}  // namespace uketsuke::sim
