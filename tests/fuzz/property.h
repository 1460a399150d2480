// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qbytearray.h>
#include <QtCore/qloggingcategory.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>

// Ends the process, as a sanitizer does, so that libFuzzer keeps the input.
inline void ensure(bool holds, const char *property)
{
    if (holds)
        return;
    std::fprintf(stderr, "PROPERTY BROKEN: %s\n", property);
    std::abort();
}

// One input, as the target takes it.
inline QByteArray inputOf(const std::uint8_t *data, std::size_t size)
{
    return {reinterpret_cast<const char *>(data), qsizetype(size)};
}

// Called by libFuzzer at the start: a refusal writes a line to the log, and there are millions.
extern "C" inline int silence()
{
    QLoggingCategory::setFilterRules(QStringLiteral("*=false"));
    return 0;
}
