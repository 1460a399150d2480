// SPDX-License-Identifier: MIT
// A program for people who do not see the screen: it knows what the accessibility bus tells and
// nothing else. It reads commands, line by line, and says "done" after each:
//   read               everything that is shown: role, name and text, and "focused", a line each
//   press NAME         presses what is called so
//   write NAME TEXT    puts TEXT into what is called so; spaces in NAME are underscores
//   heard              what was told of texts that changed, since it was last asked, a line each
#include <QtCore/qcoreapplication.h>
#include <QtDBus/qdbusargument.h>
#include <QtDBus/qdbusconnection.h>
#include <QtDBus/qdbusinterface.h>
#include <QtDBus/qdbusmessage.h>
#include <QtDBus/qdbusreply.h>

#include <iostream>
#include <string>

namespace {

struct Object
{
    QString service;
    QString path;
};

//! The text events that the accessibility bus gets.
class Ear : public QObject
{
    Q_OBJECT
public:
    explicit Ear(QDBusConnection bus)
    {
        const auto registry = QStringLiteral("org.a11y.atspi.Registry");
        auto wish = QDBusMessage::createMethodCall(registry, QStringLiteral("/org/a11y/atspi/registry"), registry,
                                                   QStringLiteral("RegisterEvent"));
        wish << QStringLiteral("object:text-changed") << QStringList() << QString();
        bus.call(wish);
        bus.connect(QString(), QString(), QStringLiteral("org.a11y.atspi.Event.Object"), QStringLiteral("TextChanged"),
                    this, SLOT(hear(QDBusMessage)));
    }

    QStringList heard;

public Q_SLOTS:
    void hear(const QDBusMessage &message)
    {
        const QVariantList what = message.arguments();
        heard << what.value(0).toString() + u' ' + what.value(3).value<QDBusVariant>().variant().toString();
    }
};

class Reader
{
public:
    explicit Reader(const QDBusConnection &bus) : m_bus(bus) { }

    void read(const Object &object)
    {
        // The numbers are those of the accessibility bus.
        constexpr uint focused = 12, showing = 25, application = 75, desktop = 14, passwordText = 40;
        const uint states = qdbus_cast<QList<uint>>(call(object, "Accessible", "GetState").value(0)).value(0);
        const uint role = call(object, "Accessible", "GetRole").value(0).toUInt();
        if (!(states & (1U << showing)) && role != application && role != desktop)
            return;
        const QString name = role == passwordText ? QStringLiteral("password text") : call(object, "Accessible", "GetRoleName").value(0).toString();
        const QString text = call(object, "Text", "GetText", {0, -1}).value(0).toString();
        const QString line = name + QStringLiteral(" \"") + nameOf(object) + QStringLiteral("\" ") + text
            + (states & (1U << focused) ? QStringLiteral(" focused") : QString());
        std::cout << line.simplified().toStdString() << '\n';
        const auto children = childrenOf(object);
        for (const Object &child : children)
            read(child);
    }

    bool press(const QString &name)
    {
        return visit(root(), name, [this](const Object &object) { return call(object, "Action", "DoAction", {0}).value(0).toBool(); });
    }
    bool write(const QString &name, const QString &text)
    {
        return visit(root(), name, [&](const Object &object) { return call(object, "EditableText", "SetTextContents", {text}).value(0).toBool(); });
    }

    static Object root()
    {
        return {QStringLiteral("org.a11y.atspi.Registry"), QStringLiteral("/org/a11y/atspi/accessible/root")};
    }

private:
    QVariantList call(const Object &object, const char *interface, const char *method, const QVariantList &arguments = {})
    {
        auto message = QDBusMessage::createMethodCall(object.service, object.path, QStringLiteral("org.a11y.atspi.") + QLatin1String(interface),
                                                      QLatin1String(method));
        message.setArguments(arguments);
        const QDBusMessage reply = m_bus.call(message, QDBus::Block, 100'000);
        return reply.type() == QDBusMessage::ReplyMessage ? reply.arguments() : QVariantList();
    }

    QString nameOf(const Object &object)
    {
        auto message = QDBusMessage::createMethodCall(object.service, object.path, QStringLiteral("org.freedesktop.DBus.Properties"),
                                                      QStringLiteral("Get"));
        message << QStringLiteral("org.a11y.atspi.Accessible") << QStringLiteral("Name");
        return m_bus.call(message, QDBus::Block, 100'000).arguments().value(0).value<QDBusVariant>().variant().toString();
    }

    QList<Object> childrenOf(const Object &object)
    {
        QList<Object> children;
        const QVariantList answer = call(object, "Accessible", "GetChildren");
        if (answer.isEmpty())
            return children;
        const auto list = answer[0].value<QDBusArgument>();
        list.beginArray();
        while (!list.atEnd()) {
            Object child;
            QDBusObjectPath path;
            list.beginStructure();
            list >> child.service >> path;
            list.endStructure();
            child.path = path.path();
            children += child;
        }
        list.endArray();
        return children;
    }

    // Whether \a act could be done to anything of this name.
    template<typename Act>
    bool visit(const Object &object, const QString &name, Act act)
    {
        bool done = nameOf(object) == name && act(object);
        const auto children = childrenOf(object);
        for (const Object &child : children)
            done = visit(child, name, act) || done;
        return done;
    }

    QDBusConnection m_bus;
};

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QDBusInterface launcher(QStringLiteral("org.a11y.Bus"), QStringLiteral("/org/a11y/bus"), QStringLiteral("org.a11y.Bus"));
    const QDBusReply<QString> address = launcher.call(QStringLiteral("GetAddress"));
    const auto bus = QDBusConnection::connectToBus(address.value(), QStringLiteral("accessibility"));
    Reader reader(bus);
    Ear ear(bus);
    for (std::string line; std::getline(std::cin, line);) {
        const QString command = QString::fromStdString(line);
        const QString name = command.section(u' ', 1, 1).replace(u'_', u' ');
        if (command == u"read")
            reader.read(Reader::root());
        else if (command.startsWith(u"press "))
            std::cout << (reader.press(name) ? "pressed" : "cannot") << '\n';
        else if (command.startsWith(u"write "))
            std::cout << (reader.write(name, command.section(u' ', 2)) ? "written" : "cannot") << '\n';
        else if (command == u"heard") {
            QCoreApplication::processEvents();
            for (const QString &text : std::exchange(ear.heard, {}))
                std::cout << text.toStdString() << '\n';
        }
        std::cout << "done" << std::endl;
    }
    return 0;
}

#include "screenreader.moc"
