// SPDX-License-Identifier: MIT
#pragma once

//! The languages that QtLogin speaks, as QLocale knows them: English, and each file in resources/translations.
inline constexpr const char *languages[] = {"en", "ar", "de", "es", "fr", "ja", "zh_CN"};
