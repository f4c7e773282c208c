// SPDX-License-Identifier: Apache-2.0
// What was heard in a visit, as files for people: one mix, the words with their times, and two pictures.
#pragma once

#include <filesystem>
#include <span>
#include <vector>

#include "firmware/base/error.hpp"
#include "ui/voice/speech.hpp"
#include "ui/voice/tape.hpp"

namespace uketsuke::sim {

struct RecordingFiles {
    std::filesystem::path sound, transcript, waveform, spectrogram;
};

/// Writes heard.wav, heard.txt, waveform.png and spectrogram.png into a folder that is there; time 0 is `from`. What
/// `output` played, all of it so much louder that it fills the file: a person listens at the level that they choose,
/// and a loudness of 70 dB SPL is 30 dB below full scale. `said` is what Speech wrote down (gather it before each
/// next_person(), which forgets it). Errors: file_unreadable, internal.
base::Result<RecordingFiles> keep_recording(const ui::voice::Tape& tape, std::span<const ui::voice::Said> said,
                                            ui::Output output, base::MonoTime from,
                                            const std::filesystem::path& folder);

/// "[00:03.240 – 00:05.110] loudspeaker  Put your card on the reader", a line each; an earcon by its name in brackets.
std::string transcript_text(std::span<const ui::voice::Said> said, base::MonoTime from);

/// Left above right, from silence to full scale, with a line each ten seconds. Errors: file_unreadable.
base::Result<void> draw_waveform(std::span<const float> stereo, int rate, const std::filesystem::path& png);
/// Both sides together, 0 … 4 kHz upwards, 70 dB from dark to light, with a line each ten seconds. Errors: as above.
base::Result<void> draw_spectrogram(std::span<const float> stereo, int rate, const std::filesystem::path& png);

}  // namespace uketsuke::sim
