// SPDX-License-Identifier: MIT
#pragma once

//! What QtLogin speaks, as QLocale knows it: English, and each file in resources/translations.
inline constexpr const char *languages[] = {"en", "ar", "de", "es", "fr", "ja", "zh_CN"};
