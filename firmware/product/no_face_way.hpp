// SPDX-License-Identifier: Apache-2.0
// What stands for the printed digits and the face where the face way is not offered. The flow never asks them.
#pragma once

#include "firmware/ports/card.hpp"
#include "firmware/ports/face.hpp"

namespace uketsuke::product {

class NoCardFrontReader : public ports::CardFrontReader {
public:
    base::Result<base::Secret> read(base::Date) override {
        return base::fail(base::ErrorCode::number_b_unreadable, "no face way here");
    }
};

class NoFaceAttempt : public ports::FaceAttempt {
public:
    ports::Observation observe(const domain::Frame&) override { return {}; }
    void allow_long_moves() override {}
    base::Result<domain::Verdict> decide(const domain::Image&) override {
        return base::fail(base::ErrorCode::face_not_found, "no face way here");
    }
};

class NoFaceVerifier : public ports::FaceVerifier {
public:
    std::unique_ptr<ports::FaceAttempt> begin(domain::FacePrompts, domain::FacePrompts, bool) override {
        return std::make_unique<NoFaceAttempt>();
    }
};

}  // namespace uketsuke::product
