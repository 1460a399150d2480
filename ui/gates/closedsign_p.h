// SPDX-License-Identifier: MIT
#pragma once

#include "gates/viewguard.h"

namespace QtLogin {

// What a closed control says of itself, in place of what the application has it say.
class ClosedSign
{
public:
    explicit ClosedSign(ViewGuard::ClosedLooks looks) : m_looks(std::move(looks)) { }

    void putUp(QObject *object, Access access);
    // What the application has said meanwhile stays.
    void takeDown(QObject *object);

private:
    struct Words
    {
        QString ours = {};
        QString theirs = {};
        bool replaced = false;
    };
    static void replace(QObject *object, const char *property, Words &words, const QString &text);
    static void restore(QObject *object, const char *property, Words &words);

    ViewGuard::ClosedLooks m_looks;
    Words m_text;
    Words m_toolTip;
};

} // namespace QtLogin
