// SPDX-License-Identifier: Apache-2.0
#include "matrix.hpp"

#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <sstream>

#include "firmware/base/file.hpp"
#include "sim/paths/paths.hpp"

namespace uketsuke::sim {
namespace {

using Json = nlohmann::json;

struct Task {
    const Approach* approach;
    const FaultRule* fault;
};

std::vector<Task> tasks_of(const MatrixWishes& wishes) {
    std::vector<Task> all;
    int number = 0;
    for (const auto& approach : approaches())
        for (const auto* fault : tried_faults())
            if (number++ % wishes.every == wishes.first) all.push_back({&approach, fault});
    return all;
}

std::string line_of(std::size_t task, const Cell& cell) {
    return Json{{"task", task},
                {"kind", cell.kind},
                {"fired_at", cell.fired_at},
                {"ready_at", cell.ready_at},
                {"ready", cell.ready.count()},
                {"told", cell.told}}
               .dump() +
           "\n";
}

Cell cell_of(const Json& line, const Task& task) {
    Cell cell;
    cell.state = task.approach->state;
    cell.fault = task.fault;
    cell.kind = line.at("kind").get<Cell::Kind>();
    cell.fired_at = line.at("fired_at").get<flow::State>();
    cell.ready_at = line.at("ready_at").get<flow::State>();
    cell.ready = base::Duration{line.at("ready").get<int>()};
    cell.told = line.at("told").get<std::string>();
    return cell;
}

/// Hands out tasks to processes that were forked, to each the next one when it is through with its last.
class Queue {
public:
    Queue()
        : next_(static_cast<Next*>(
              ::mmap(nullptr, sizeof(Next), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0))) {}
    ~Queue() {
        if (there()) ::munmap(next_, sizeof(Next));
    }
    Queue(const Queue&) = delete;
    Queue& operator=(const Queue&) = delete;
    [[nodiscard]] bool there() const { return next_ != MAP_FAILED; }
    std::size_t take() { return next_->fetch_add(1); }

private:
    using Next = std::atomic<std::size_t>;  // all zero at its beginning
    static_assert(Next::is_always_lock_free);
    Next* next_;
};

/// In a process of its own: a line for each task into the file.
[[noreturn]] void work(const std::vector<Task>& tasks, Queue& queue, const MatrixWishes& wishes,
                       const std::filesystem::path& file, const std::shared_ptr<const Cast>& cast) {
    std::FILE* out = std::fopen(file.c_str(), "we");
    for (auto i = queue.take(); out != nullptr && i < tasks.size(); i = queue.take()) {
        const auto line = line_of(i, play_cell(*tasks[i].approach, *tasks[i].fault, wishes.scenarios, cast));
        std::fputs(line.c_str(), out);
        std::fflush(out);
    }
    ::_exit(0);
}

void read_into(std::vector<Cell>& cells, const std::vector<Task>& tasks, const std::filesystem::path& file) {
    const auto text = base::read_file(file);
    std::istringstream in(text ? *text : "");
    for (std::string line; std::getline(in, line);)
        if (const auto json = Json::parse(line, nullptr, false); !json.is_discarded()) {
            const auto task = json.at("task").get<std::size_t>();
            cells[task] = cell_of(json, tasks[task]);
        }
}

std::vector<Cell> unplayed(const std::vector<Task>& tasks) {
    std::vector<Cell> cells(tasks.size());
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        cells[i].state = tasks[i].approach->state;
        cells[i].fault = tasks[i].fault;
        cells[i].told = "the process that played it died";
    }
    return cells;
}

}  // namespace

std::vector<const FaultRule*> tried_faults() {
    std::vector<const FaultRule*> all;
    for (const auto& rule : fault_rules())
        if (has(Rigs::virtual_, rule) && rule.tried == Tried::yes) all.push_back(&rule);
    return all;
}

base::Result<std::vector<Cell>> play_matrix(const MatrixWishes& wishes) {
    if (!std::filesystem::is_directory(wishes.scenarios))
        return base::fail(base::ErrorCode::file_unreadable,
                          fmt::format("{} is no folder of scenarios", wishes.scenarios.string()));
    const auto cast = Cast::load({});
    if (!cast) return base::fail(cast.error());
    const auto tasks = tasks_of(wishes);
    const TemporaryFolder folder;
    const auto file_of = [&](int job) { return folder.path() / std::to_string(job); };
    Queue queue;
    if (!queue.there()) return base::fail(base::ErrorCode::internal, "mmap");
    std::vector<pid_t> children;
    for (int job = 0; job < wishes.jobs; ++job) {
        const auto child = ::fork();
        if (child < 0) return base::fail(base::ErrorCode::internal, "fork");
        if (child == 0) work(tasks, queue, wishes, file_of(job), *cast);
        children.push_back(child);
    }
    for (const auto child : children) ::waitpid(child, nullptr, 0);
    auto cells = unplayed(tasks);
    for (int job = 0; job < wishes.jobs; ++job) read_into(cells, tasks, file_of(job));
    return cells;
}

int broken_cells(const std::vector<Cell>& cells) {
    return static_cast<int>(
        std::count_if(cells.begin(), cells.end(), [](const Cell& cell) { return cell.kind == Cell::Kind::broken; }));
}

}  // namespace uketsuke::sim
