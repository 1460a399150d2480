// SPDX-License-Identifier: MIT
#pragma once

#include "support/stage.h"

#include <QtWidgets/qwidget.h>

#include <functional>

//! The widgets that QtLogin puts into windows, and the dialogs as the session itself shows them, in every state
//! that a person may see. The Exhibition in tests/dialogs has the dialogs for themselves.
class Furniture
{
public:
    using Visitor = std::function<void(const QString &name, QWidget *window)>;

    //! In windows of \a size.
    Furniture(const QSize &size, Visitor visitor) : m_size(size), m_visitor(std::move(visitor)) { }

    //! Shows one after the other to the visitor.
    void show() const;

    static QString person() { return s_person; }
    //! The user who is logged in from now on, for whom the windows must have room as well.
    static void setPerson(const QString &displayName) { s_person = displayName; }
    static QString applicationsWords() { return QStringLiteral("Delete everything"); }

private:
    using Prepare = std::function<void(QtLogin::Stage &stage)>;

    void showViews() const;
    void showView(const char *name, const QtLogin::Requirement &requirement, const Prepare &prepare,
                  bool fails = false) const;
    void showControls(const char *name, const QtLogin::Requirement &requirement, const Prepare &prepare) const;
    void showLockScreens() const;
    void showLockScreenElsewhere() const;
    void showBanners() const;
    void showBanner(const char *name, const Prepare &prepare) const;
    void showAccountButtons() const;
    void showAccountButton(const char *name, const Prepare &prepare) const;
    void showPrompts() const;
    void showPrompt(const char *name, const Prepare &ask) const;
    void showFieldMenu() const;

    static inline QString s_person = QStringLiteral("Ada Lovelace");
    const QSize m_size;
    const Visitor m_visitor;
};
