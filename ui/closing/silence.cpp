// SPDX-License-Identifier: MIT
#include "closing/silence_p.h"

#include "closing/belongings_p.h"

#include <QtCore/qcoreapplication.h>
#include <QtCore/qhash.h>
#include <QtCore/qpointer.h>
#include <QtGui/qaccessible.h>
#include <QtGui/qaction.h>
#include <QtWidgets/qwidget.h>

namespace QtLogin {

namespace {

// Qt sends no announcement about what is not valid, and bridges give no path to it.
class SilentInterface final : public QAccessibleInterface
{
public:
    explicit SilentInterface(QObject *object) : m_object(object) { }

    bool isValid() const override { return false; }
    QObject *object() const override { return m_object; } // the cache finds it by this
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    QAccessibleInterface *parent() const override { return nullptr; }
    QAccessibleInterface *child(int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QString text(QAccessible::Text) const override { return {}; }
    void setText(QAccessible::Text, const QString &) override { }
    QRect rect() const override { return {}; }
    QAccessible::Role role() const override { return QAccessible::NoRole; }
    QAccessible::State state() const override;

private:
    const QPointer<QObject> m_object;
};

QAccessible::State SilentInterface::state() const
{
    QAccessible::State state;
    state.invalid = true;
    state.invisible = true;
    state.disabled = true;
    return state;
}

} // namespace

static void deleteAccessible(QObject *object)
{
    if (QAccessibleInterface *known = QAccessible::queryAccessibleInterface(object))
        QAccessible::deleteAccessibleInterface(QAccessible::uniqueId(known));
}

// The silent contents of an application. A factory of accessibles is a plain function, and finds it at the application.
class SilentContents final : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    static SilentContents *find();
    void begin(QObject *content);
    void end(QObject *content);
    // Only Qt knows what was made: asking for the accessible of an object makes one where there is none.
    void forget(const QObjectList &objects);
    bool covers(const QObject *object) const;
    QAccessibleInterface *make(QObject *object);

private:
    QHash<const QObject *, int> m_roots; // and how many keep each of them silent
    QList<QPointer<QObject>> m_muted; // those that a silent interface was made for
};

SilentContents *SilentContents::find()
{
    const auto *application = QCoreApplication::instance();
    return application ? application->findChild<SilentContents *>({}, Qt::FindDirectChildrenOnly) : nullptr;
}

void SilentContents::begin(QObject *content)
{
    if (m_roots[content]++ == 0)
        connect(content, &QObject::destroyed, this, [this](const QObject *gone) { m_roots.remove(gone); });
}

void SilentContents::end(QObject *content)
{
    if (--m_roots[content] > 0)
        return;
    m_roots.remove(content);
    content->disconnect(this);
    const auto muted = std::exchange(m_muted, {});
    for (const auto &object : muted) {
        if (object && covers(object))
            m_muted += object;
        else if (object)
            deleteAccessible(object);
    }
}

void SilentContents::forget(const QObjectList &objects)
{
    const auto muted = m_muted;
    for (QObject *object : objects) {
        if (object->isWidgetType() || qobject_cast<QAction *>(object))
            deleteAccessible(object);
    }
    m_muted = muted; // without those that were made here
}

bool SilentContents::covers(const QObject *object) const
{
    return !m_roots.isEmpty()
        && Belongings::isWithin(object, [this](const QObject *each) { return m_roots.contains(each); });
}

QAccessibleInterface *SilentContents::make(QObject *object)
{
    m_muted += object;
    return new SilentInterface(object);
}

// Asked for each class of the object, from the most derived one upwards.
static QAccessibleInterface *createInterface(const QString &className, QObject *object)
{
    SilentContents *contents = SilentContents::find();
    const bool isFirst = contents && className == QLatin1String(object->metaObject()->className());
    return isFirst && contents->covers(object) ? contents->make(object) : nullptr;
}

void Silence::begin(QObject *content)
{
    SilentContents *contents = SilentContents::find();
    if (!contents)
        contents = new SilentContents(QCoreApplication::instance());
    contents->begin(content);
    QAccessible::removeFactory(createInterface); // the factory that was installed last is asked first
    QAccessible::installFactory(createInterface);
    const auto windows = Belongings::windowsOf(content);
    contents->forget(QObjectList {content} + QObjectList(windows.begin(), windows.end()));
}

void Silence::forget(QObject *content)
{
    if (SilentContents *contents = SilentContents::find())
        contents->forget(Belongings::of(content));
}

void Silence::end(QObject *content)
{
    if (SilentContents *contents = SilentContents::find())
        contents->end(content);
}

} // namespace QtLogin

#include "silence.moc"
