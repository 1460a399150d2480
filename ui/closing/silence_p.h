// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qglobal.h>

QT_BEGIN_NAMESPACE
class QObject;
QT_END_NAMESPACE

// Closed content says nothing to assistive technology: the interface of each object of it has no name, no text, no
// child and no parent, and is not valid, so no event of the object is announced.
namespace QtLogin::Silence {

//! From now on, what is made for \a content and its parts says nothing. It and its windows, where a search begins, are
//! forgotten at once. Each begin() needs its end().
void begin(QObject *content);
//! Forgets what is known of \a content, and could still be read and written. Not within a call that may have come
//! through assistive technology.
void forget(QObject *content);
//! \a content may speak again, unless something else keeps it silent.
void end(QObject *content);

} // namespace QtLogin::Silence
