// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qcoreapplication.h>
#include <QtCore/qmap.h>
#include <QtCore/qset.h>
#include <QtCore/qsocketnotifier.h>
#include <QtDBus/qdbusconnection.h>
#include <QtDBus/qdbusmessage.h>

#include <functional>
#include <iostream>
#include <string>
#include <unistd.h>

// How a fake daemon behaves: settings from the command line, and then one a line on stdin. Common
// to all of them are, each with the name of a method or with "*":
//   hold=M     calls of M wait, until release=yes answers them and holds nothing any more
//   late=M     M is done at once, and its answer waits until deliver=yes; only the Secret Service
//   die=M      the daemon ends in the middle of M
//   fail=M     M answers with an error
//   garble=M   M answers with arguments that no caller expects
// and with "no" in its place, none of them.
class Behaviour : public QObject
{
public:
    explicit Behaviour(const QMap<QString, QString> &defaults) : m_settings(defaults)
    {
        const QStringList arguments = QCoreApplication::arguments().mid(1);
        for (const QString &argument : arguments)
            set(argument);
        connect(&m_input, &QSocketNotifier::activated, this, &Behaviour::readLine);
    }

    QString operator[](const char *name) const { return m_settings.value(QLatin1String(name)); }
    bool is(const char *name) const { return (*this)[name] == QLatin1String("yes"); }
    void change(const char *name, const QString &value) { m_settings.insert(QLatin1String(name), value); }

    static void say(const QString &event) { std::cout << event.toStdString() << std::endl; }

    // Whether a rule has dealt with \a message; \a later is done when it is released.
    bool meddle(const QDBusMessage &message, const QDBusConnection &bus, std::function<void()> later)
    {
        say(QStringLiteral("called ") + message.member());
        if (concerns("die", message))
            _exit(1);
        if (concerns("hold", message)) {
            m_held += std::move(later);
            return true;
        }
        if (concerns("fail", message))
            return bus.send(message.createErrorReply(QStringLiteral("org.example.Failed"), QStringLiteral("as told")));
        if (concerns("garble", message))
            return bus.send(message.createReply(QStringLiteral("garbled")));
        return false;
    }

    // Whether the answer to \a message waits; \a send is done when it is delivered.
    bool keepBack(const QDBusMessage &message, std::function<void()> send)
    {
        if (!concerns("late", message))
            return false;
        m_late += std::move(send);
        return true;
    }

    std::function<void(const QString &name)> changed = [](const QString &) {};

private:
    bool concerns(const char *rule, const QDBusMessage &message) const
    {
        const QString value = (*this)[rule];
        return value == QLatin1String("*") || value == message.member();
    }

    void readLine()
    {
        std::string line;
        if (!std::getline(std::cin, line))
            return QCoreApplication::quit();
        const QString setting = QString::fromStdString(line);
        set(setting);
        say(QStringLiteral("set ") + setting);
    }

    void set(const QString &setting)
    {
        const QString name = setting.section(QLatin1Char('='), 0, 0);
        m_settings.insert(name, setting.section(QLatin1Char('='), 1));
        if (name == QLatin1String("release"))
            release(m_held, "hold");
        if (name == QLatin1String("deliver"))
            release(m_late, "late");
        changed(name);
    }

    void release(QList<std::function<void()>> &waiting, const char *rule)
    {
        m_settings.remove(QLatin1String(rule));
        const auto held = std::exchange(waiting, {});
        for (const auto &later : held)
            later();
    }

    QMap<QString, QString> m_settings;
    QList<std::function<void()>> m_held;
    QList<std::function<void()>> m_late;
    QSocketNotifier m_input {STDIN_FILENO, QSocketNotifier::Read};
};
