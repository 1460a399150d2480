// SPDX-License-Identifier: MIT
#pragma once

#include "guards/guard.h"

#include "support/stage.h"

#include <QtTest/qtest.h>

#include <memory>

// A button, a journal that is written in, and a guard between them.
namespace QtLogin::GuardedJournal {

// A user presses it.
class Button : public QObject
{
    Q_OBJECT
public:
    void press() { Q_EMIT pressed(QStringLiteral("text"), 7, QPrivateSignal()); }
    void press(const QString &text) { Q_EMIT pressed(text, 7, QPrivateSignal()); }

Q_SIGNALS:
    void pressed(const QString &text, int number, QPrivateSignal);
    void overloaded(int number);
    void overloaded(const QString &text);
};

class Journal : public QObject
{
public:
    void write(const QString &text) { pages += text; }
    int writeNumber(QStringView text, double number)
    {
        pages += text.toString() + QString::number(number);
        return 1;
    }
    void clear() { pages += QStringLiteral("cleared"); }

    QStringList pages;
};

struct Uncopyable
{
    std::unique_ptr<int> number = std::make_unique<int>(3);
};

// A slot that is a plain function.
inline int calls = 0;
inline void callMe()
{
    ++calls;
}

// Lets every answer arrive, also an answer that goes from hand to hand.
inline void letAnswersArrive()
{
    for (int hand = 0; hand < 20; ++hand)
        QCoreApplication::processEvents();
}

class Fixture : public QObject
{
protected:
    void setUp()
    {
        stage = std::make_unique<Stage>();
        guard = std::make_unique<Guard>(&stage->login());
        button = std::make_unique<Button>();
        journal = std::make_unique<Journal>();
    }
    void tearDown()
    {
        journal.reset();
        button.reset();
        guard.reset();
        stage.reset();
    }

    std::unique_ptr<Stage> stage;
    std::unique_ptr<Guard> guard;
    std::unique_ptr<Button> button;
    std::unique_ptr<Journal> journal;
};

} // namespace QtLogin::GuardedJournal
