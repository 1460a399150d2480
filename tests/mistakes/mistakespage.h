// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qhash.h>
#include <QtCore/qstringlist.h>

#include <functional>
#include <vector>

// A mistake of a developer: a row of docs/mistakes.md, and code that makes it.
struct Mistake
{
    const char *symptom;
    const char *cure;
    std::function<QString()> make; // returns the sentence that a person reads; empty where there is nothing to read
};

// A chapter of docs/mistakes.md, which is compared with what a test has made and seen. With MISTAKES_WRITE=1 the test
// writes it.
class MistakesPage
{
public:
    // The chapter begins after a line that names the \a test.
    explicit MistakesPage(const QString &test);

    QStringList rows() const { return m_rows; }
    static QString row(const Mistake &mistake, const QString &line, const QString &sentence);
    static bool isToBeWritten();
    // Whether that has been done.
    bool write(const QStringList &rows) const;

private:
    QString m_before;
    QStringList m_rows;
    QString m_after;
};

// All that QtLogin says in the log from now on, from QtInfoMsg on: "qtlogin.session: LoginManager needs …". All other
// lines go where they went before.
namespace Overheard {

// Forgets what was said before, and listens until the test program ends.
void listen();
QStringList lines();

// Hears nothing while it lives.
struct Pause
{
    Pause();
    ~Pause();
    Pause(const Pause &) = delete;
    Pause &operator=(const Pause &) = delete;
};

} // namespace Overheard
