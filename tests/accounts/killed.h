// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/secret.h"

#include <QtCore/qcoreapplication.h>
#include <QtCore/quuid.h>

// The names that the writer who is killed and the test that looks at the remains have agreed on.
namespace Killed {

inline QString person()
{
    return QStringLiteral("ada");
}

// In the files that a test has written itself.
inline QString id()
{
    return QStringLiteral("5d2f5bc5-7b51-4b1c-8ae9-1f0f4de7a4f2");
}

inline QtLogin::SecretPtr password(int number)
{
    return QtLogin::Secret::copyOf("a sentence, and the number " + QByteArray::number(number)).share();
}

inline QtLogin::SecretPtr verifier(int number)
{
    return QtLogin::Secret::copyOf("verifier " + QByteArray::number(number).rightJustified(23, '0')).share();
}

// Of no other run.
inline QByteArray selector(int number)
{
    const auto run = QByteArray::number(QCoreApplication::applicationPid()).rightJustified(8, '0').right(8);
    return QByteArray::number(number).rightJustified(8, '0') + run;
}

// Of a device that is remembered under a password of this number.
inline QByteArray selectorUnder(int password)
{
    return selector(-password - 1);
}
inline int passwordOf(const QByteArray &selector)
{
    return -selector.mid(selector.indexOf('-'), 8 - selector.indexOf('-')).toInt() - 1;
}

} // namespace Killed
