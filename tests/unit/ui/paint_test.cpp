// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <catch2/catch.hpp>

#include "firmware/base/enumeration.hpp"
#include "ui/paint/painter.hpp"
#include "ui/paint/preview.hpp"
#include "ui/paint/storyboard.hpp"
#include "ui/scene/caption.hpp"
#include "ui/screens/screens.hpp"

using namespace uketsuke;
using namespace ui::paint;
using flow::Action;
using flow::State;

namespace {

ui::Scene scene_of(State state) {
    ui::ViewModel view;
    view.screen = state;
    for (const auto action : {Action::choose_face, Action::choose_pin, Action::continue_visit})
        view.offered.add(action);
    if (state == State::idle_warning) view.seconds = 30;
    static const auto kPainter = Painter::create({}).value();
    return ui::layout(view, {{}, kPainter.measure()});
}

using Lines = std::vector<std::string>;

Lines lines(std::string_view text, double width) {
    static const auto kEngine = TextEngine::create().value();
    return kEngine.set(text, {20, false, 1.4}, width).lines;
}

}  // namespace

TEST_CASE("a line ends only where a phrase ends") {
    CHECK(lines("カードを|動かさずに|お待ちください。", 1000) == Lines{"カードを動かさずにお待ちください。"});
    CHECK(lines("カードを|動かさずに|お待ちください。", 190) == Lines{"カードを動かさずに", "お待ちください。"});
    CHECK(lines("カードを動かさずに", 30) == Lines{"カードを動かさずに"});
    CHECK(lines("one two three", 60) == Lines{"one", "two", "three"});
    CHECK(lines("a\nb", 1000) == Lines{"a", "b"});
}

TEST_CASE("lines of one text are about equally long") {
    // A greedy break would leave one phrase alone on the second line.
    CHECK(lines("あああ|あああ|あああ|あああ", 185) == Lines{"ああああああ", "ああああああ"});
}

TEST_CASE("letters of every script stand on one line, also after kanji") {
    const auto engine = TextEngine::create().value();
    constexpr double kEm = 60;
    /// The first and the last row with ink, right of a place.
    const auto rows = [&](std::string_view words, const TextStyle& style, double from) {
        Picture picture(900, 200, 0xFFFFFFFF);
        engine.draw(canvas_on(picture).get(), engine.set(words, style, 900), {0, 0, 900, 200}, ui::Align::left,
                    ui::Valign::middle, {0});
        std::pair<int, int> inked{-1, -1};
        for (int y = 0; y < picture.height; ++y)
            for (int x = static_cast<int>(from); x < picture.width; ++x)
                if (picture.pixels[static_cast<std::size_t>(y * picture.width + x)] != 0xFFFFFFFF) {
                    if (inked.first < 0) inked.first = y;
                    inked.second = y;
                }
        return inked;
    };
    for (const auto& [language, words] : {std::pair{"my", "မြန်မာ"}, {"ne", "नेपाली"}, {"vi", "Tiếng"}}) {
        INFO(language);
        const TextStyle style{kEm, false, 1.4, &engine.language(language)};
        const std::string kanji = "資格確認書 ";
        const double begins = engine.set(kanji, style, 900).width + kEm / 8;
        CHECK(rows(kanji + words, style, begins) == rows(words, style, 0));
    }
}

TEST_CASE("a caption covers nothing that can be touched, and is drawn") {
    for (const auto& panel : {ui::Panel{}, ui::Panel{800, 480, 7}, ui::Panel{1080, 1920, 15.6}}) {
        auto painter = Painter::create(panel).value();
        for (const auto state : {State::idle, State::choose_identity, State::pin_entry, State::pin_wrong, State::face_capture,
                                 State::consent, State::take_card, State::thanks, State::idle_warning}) {
            INFO(flow::name_of(state) << " on " << panel.diagonal_inch << " inch");
            ui::ViewModel view;
            view.screen = state;
            for (const auto action : {Action::choose_face, Action::choose_pin, Action::continue_visit, Action::back})
                view.offered.add(action);
            auto scene = ui::layout(view, {panel, painter.measure()});
            scene.caption = "足すと|引くは|音の|大きさ、|9と|7は|速さです。";
            const auto caption = ui::caption_of(scene, painter.measure());
            REQUIRE(caption);
            for (const auto& node : scene.nodes) {
                if (!node.touchable()) continue;
                INFO(node.id);
                CHECK((node.rect.x >= caption->rect.right() || caption->rect.x >= node.rect.right() ||
                       node.rect.y >= caption->rect.bottom() || caption->rect.y >= node.rect.bottom()));
            }
        }
    }
}

TEST_CASE("a missing glyph is counted") {
    const auto engine = TextEngine::create().value();
    CHECK(engine.set("暗証番号", {20}, 1000).unknown_glyphs == 0);
    CHECK(engine.set("\xF0\xA0\xAE\xB7", {20}, 1000).unknown_glyphs == 1);  // 𠮷 is not in this font
}

TEST_CASE("a font that is not there is an error") {
    auto row = ui::kLanguages.front();
    row.font.bold = "/nonexistent.ttf";
    const auto engine = TextEngine::create(std::span(&row, 1));
    REQUIRE_FALSE(engine);
    CHECK(engine.error().code == base::ErrorCode::file_unreadable);
}

TEST_CASE("the camera picture is a mirror, cut to the shape of its place") {
    Picture target(4, 2, 0);
    domain::Image image{4, 2, 3, {}};
    for (std::uint8_t i = 0; i < 8; ++i) image.pixels.insert(image.pixels.end(), {i, 0, 0});
    REQUIRE(mirror_into(target, {0, 0, 4, 2}, image));
    CHECK(target.pixels == std::vector<std::uint32_t>{0xFF000003, 0xFF000002, 0xFF000001, 0xFF000000, 0xFF000007,
                                                      0xFF000006, 0xFF000005, 0xFF000004});
    REQUIRE(mirror_into(target, {1, 0, 2, 2}, image));
    CHECK(target.pixels[1] == 0xFF000002);
    CHECK(target.pixels[2] == 0xFF000001);
    image.pixels.pop_back();
    CHECK_FALSE(mirror_into(target, {0, 0, 4, 2}, image));
}

TEST_CASE("what changed is said, and what is laid over goes away again") {
    auto painter = Painter::create({}).value();
    const auto scene = scene_of(State::choose_identity);
    const auto rest = painter.paint(scene);
    CHECK(painter.changed() == PixelRect{0, 0, 1280, 800});
    CHECK(painter.paint(scene) == rest);
    CHECK(painter.changed() == PixelRect{});
    CHECK_FALSE(painter.paint(scene, {.pressed = "choose_pin"}) == rest);
    CHECK(painter.paint(scene) == rest);
}

TEST_CASE("the focus is a ring around its node and changes nothing else, in every theme") {
    auto painter = Painter::create({}).value();
    for (const auto theme : base::kValuesOf<flow::Theme>) {
        auto scene = scene_of(State::choose_identity);
        scene.theme = theme;
        const auto rest = painter.paint(scene);
        scene.focus = "choose_pin";
        const auto& shown = painter.paint(scene);
        const double scale = painter.panel().px_per_mm();
        const auto rect = scene.find("choose_pin")->rect;
        int ring = 0, elsewhere = 0;
        for (int y = 0; y < shown.height; ++y)
            for (int x = 0; x < shown.width; ++x) {
                const auto at = static_cast<std::size_t>(y) * static_cast<std::size_t>(shown.width) +
                                static_cast<std::size_t>(x);
                if (shown.pixels[at] == rest.pixels[at]) continue;
                const double out = std::max({rect.x - x / scale, x / scale - rect.right(), rect.y - y / scale,
                                             y / scale - rect.bottom()});
                (out > -1 && out < 1.5 ? ring : elsewhere) += 1;
            }
        CHECK(elsewhere == 0);
        CHECK(ring > 2 * (rect.w + rect.h) * scale);
    }
}

TEST_CASE("a camera frame repaints its own place and nothing else") {
    auto painter = Painter::create({}).value();
    const auto scene = scene_of(State::face_capture);
    const auto dark = painter.paint(scene);
    const domain::Frame frame{{640, 480, 3, base::Bytes(640UL * 480 * 3, 200)}, {}, 1};
    const auto live = painter.paint(scene, {.camera = &frame});
    const auto part = painter.changed();
    CHECK(part.w == 640);
    CHECK(part.h == 480);
    int outside = 0;
    for (int y = 0; y < 800; ++y)
        for (int x = 0; x < 1280; ++x) {
            const bool in = x >= part.x && x < part.x + part.w && y >= part.y && y < part.y + part.h;
            const auto at = static_cast<std::size_t>(y) * 1280 + static_cast<std::size_t>(x);
            outside += !in && live.pixels[at] != dark.pixels[at];
        }
    CHECK(outside == 0);
    CHECK(painter.paint(scene) == dark);
}

TEST_CASE("the face goes out of memory with its screen") {
    auto painter = Painter::create({}).value();
    domain::Frame frame{{640, 480, 3, base::Bytes(640UL * 480 * 3, 17)}, {}, 1};
    for (std::size_t red = 2; red < frame.image.pixels.size(); red += 3) frame.image.pixels[red] = 203;
    const auto& picture = painter.paint(scene_of(State::face_capture), {.camera = &frame});
    const auto* memory = picture.pixels.data();
    const auto face = [&] { return std::count(memory, memory + 1280UL * 800, 0xFFCB1111); };
    REQUIRE(face() > 50'000);
    SECTION("when the next screen is painted") { painter.paint(scene_of(State::idle)); }
    SECTION("or before") { painter.wipe_camera(); }
    CHECK(picture.pixels.data() == memory);
    CHECK(face() == 0);
}

TEST_CASE("a ring turns and comes round") {
    auto painter = Painter::create({}).value();
    const auto scene = scene_of(State::reading_card);
    const auto start = painter.paint(scene);
    CHECK_FALSE(painter.paint(scene, {.turn = 5}) == start);
    CHECK(painter.paint(scene, {.turn = 0}) == start);
}

TEST_CASE("a countdown shows whole seconds until it is over") {
    using namespace std::chrono_literals;
    auto painter = Painter::create({}).value();
    const auto scene = scene_of(State::idle_warning);
    REQUIRE(Painter::counts(scene));
    CHECK_FALSE(Painter::counts(scene_of(State::idle)));
    const auto start = painter.paint(scene);
    const auto later = painter.paint(scene, {.shown = 12s});
    CHECK_FALSE(later == start);
    const auto part = painter.changed();
    CHECK((part.w > 0 && part.w < 300));  // its own place
    const auto over = painter.paint(scene, {.shown = 30s});
    CHECK_FALSE(over == later);
    CHECK(painter.paint(scene, {.shown = 2h}) == over);
    CHECK(painter.paint(scene, {.shown = 0s}) == start);
}

TEST_CASE("a tick is seen, and its line answers to a finger") {
    auto painter = Painter::create({}).value();
    ui::Scene scene;
    scene.nodes.push_back({.id = "one", .role = ui::Role::tick, .rect = {20, 20, 90, 18}, .text = "a", .detail = "b"});
    scene.nodes.back().em = 6.3;
    const auto rest = painter.paint(scene);
    CHECK_FALSE(painter.paint(scene, {.pressed = "one"}) == rest);
    scene.nodes.back().value = 1;
    CHECK_FALSE(painter.paint(scene) == rest);
    CHECK(painter.check(scene).size() == 2);
}

TEST_CASE("a storyboard holds all its pictures") {
    const auto red = Picture(128, 80, 0xFFFF0000);
    const auto board = storyboard({{red, "one"}, {red, "two"}, {red, "三"}}, {.columns = 2, .tile_width = 128});
    REQUIRE(board);
    CHECK(std::count(board->pixels.begin(), board->pixels.end(), 0xFFFF0000) == 3 * 128 * 80);
    CHECK_FALSE(storyboard({}));
}

namespace {

/// The words of the screen after a visit that ended well.
std::string last_words(bool reception_complete, ui::NextPlace place, State state = State::result_valid) {
    ui::ViewModel view;
    view.screen = state;
    view.finished = true;
    view.prompt = "prompt.result_valid";
    view.answers_sent = true;
    view.reception_complete = reception_complete;
    view.next_place = place;
    static const auto kPainter = Painter::create({}).value();
    return ui::plain(ui::to_text(ui::layout(view, {{}, kPainter.measure()})));
}

bool says(const std::string& words, std::string_view what) { return words.find(what) != std::string::npos; }

}  // namespace

TEST_CASE("the end says what is done, and 受付が完了しました only where the clinic has set that it is so") {
    for (const auto state : {State::result_valid, State::result_remark}) {
        CHECK(says(last_words(true, {}, state), "受付が完了しました"));
        CHECK_FALSE(says(last_words(false, {}, state), "受付が完了"));
        CHECK(says(last_words(false, {}, state), "確認が終わりました"));
    }
    for (const auto* done : {"本人確認が済みました", "お答えを送りました", "健康保険の資格を確認しました"})
        CHECK(says(last_words(false, {}), done));
}

TEST_CASE("the end says where to go, as the clinic has set it") {
    for (const auto state : {State::result_valid, State::result_remark, State::thanks}) {
        CHECK(says(last_words(false, ui::NextPlace::announced, state), "次のご案内をお待ちください"));
        CHECK(says(last_words(false, ui::NextPlace::waiting_room, state), "待合でお待ちください"));
        CHECK(says(last_words(false, ui::NextPlace::desk, state), "受付の窓口へお越しください"));
    }
}

TEST_CASE("typed digits that may be read are drawn, and only those") {
    auto painter = Painter::create({}).value();
    ui::Scene scene;
    scene.nodes.push_back({.id = "dots", .role = ui::Role::pin_dots, .rect = {20, 20, 60, 12}});
    auto& dots = scene.nodes.back();
    dots.em = 6.3;
    dots.value = 2;
    dots.total = 4;
    const auto hidden = painter.paint(scene);
    dots.text = "12";
    const auto shown = painter.paint(scene);
    CHECK_FALSE(shown == hidden);
    dots.text = "13";
    CHECK_FALSE(painter.paint(scene) == shown);
}
