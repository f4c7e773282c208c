// SPDX-License-Identifier: Apache-2.0
#include "wiping_matrices.hpp"

#include <opencv2/core.hpp>

#include "firmware/base/bytes.hpp"

namespace uketsuke::models::network {
namespace {

/// OpenCV's own allocator, but that it wipes.
class WipingMatrices : public cv::MatAllocator {
public:
    cv::UMatData* allocate(int dims, const int* sizes, int type, void* data, std::size_t* step, cv::AccessFlag access,
                           cv::UMatUsageFlags usage) const override {
        auto* block = own_.allocate(dims, sizes, type, data, step, access, usage);
        if (block != nullptr) block->currAllocator = this;  // that it comes back here
        return block;
    }
    bool allocate(cv::UMatData* block, cv::AccessFlag access, cv::UMatUsageFlags usage) const override {
        return own_.allocate(block, access, usage);
    }
    void deallocate(cv::UMatData* block) const override {
        if (block == nullptr) return;
        const bool of_somebody_else = (block->flags & cv::UMatData::USER_ALLOCATED) != 0;
        if (!of_somebody_else) base::wipe(block->origdata, block->size);
        block->currAllocator = &own_;
        own_.deallocate(block);
    }

private:
    const cv::MatAllocator& own_ = *cv::Mat::getStdAllocator();
};

}  // namespace

bool wipe_freed_matrices() {
    // Never destroyed: matrices of static life may come back after it would be.
    static auto* const wiping = new WipingMatrices;
    cv::Mat::setDefaultAllocator(wiping);
    return true;
}

}  // namespace uketsuke::models::network
