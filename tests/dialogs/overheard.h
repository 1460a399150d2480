// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qmetaobject.h>
#include <QtTest/qsignalspy.h>

#include <memory>
#include <vector>

//! Everything that our objects say from now on: every signal of these and of all below them.
class Overheard
{
public:
    explicit Overheard(QList<QObject *> roots)
    {
        for (QObject *root : std::as_const(roots)) {
            listenTo(root);
            const auto children = root->findChildren<QObject *>();
            for (QObject *child : children)
                listenTo(child);
        }
    }

    size_t signalCount() const { return m_spies.size(); }

    //! Whether a signal or a property has had \a text in it.
    bool has(const QString &text) const
    {
        for (const auto &spy : m_spies) {
            for (const QList<QVariant> &arguments : std::as_const(*spy)) {
                for (const QVariant &argument : arguments) {
                    if (argument.toString().contains(text))
                        return true;
                }
            }
        }
        for (const QPointer<QObject> &object : m_objects) {
            for (int i = 0; object && i < object->metaObject()->propertyCount(); ++i) {
                if (object->metaObject()->property(i).read(object).toString().contains(text))
                    return true;
            }
        }
        return false;
    }

private:
    void listenTo(QObject *object)
    {
        m_objects.append(object);
        for (const QMetaObject *meta = object->metaObject(); meta; meta = meta->superClass()) {
            if (!QByteArrayView(meta->className()).startsWith("QtLogin::"))
                continue;
            for (int i = meta->methodOffset(); i < meta->methodCount(); ++i) {
                if (meta->method(i).methodType() == QMetaMethod::Signal)
                    m_spies.push_back(std::make_unique<QSignalSpy>(object, meta->method(i)));
            }
        }
    }

    QList<QPointer<QObject>> m_objects;
    std::vector<std::unique_ptr<QSignalSpy>> m_spies;
};
