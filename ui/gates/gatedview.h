// SPDX-License-Identifier: MIT
#pragma once

#include "requirements/requirement.h"

#include "qtloginwidgetsexport.h"

#include <QtWidgets/qwidget.h>

#include <functional>
#include <memory>

namespace QtLogin {

class ViewGuard;

//! A place for content that exists only while it may be seen; see ViewGuard::view().
//!
//! The content is built when the requirement is met. When it no longer is, the content leaves at
//! once and a placeholder with a way back in stands there. Content of a user who has logged
//! out is destroyed as soon as none of its code is running, after LoginManager::aboutToLogOut();
//! otherwise the same content comes back to the same person, with text, selection, undo and focus.
//! \since 0.1
class QTLOGIN_WIDGETS_EXPORT GatedView : public QWidget
{
    Q_OBJECT
    Q_PROPERTY(bool open READ isOpen NOTIFY openChanged)
public:
    //! Makes the content. Called each time it is needed; the view owns what it returns.
    using Factory = std::function<QWidget *()>;

    GatedView(ViewGuard *guard, const Requirement &requirement, Factory factory, QWidget *parent = nullptr);
    ~GatedView() override;

    Requirement requirement() const;
    //! Whether the content is there and may be seen.
    bool isOpen() const;
    //! Null while the view is closed.
    QWidget *content() const;

Q_SIGNALS:
    void openChanged(bool open);

private:
    class Private;
    std::shared_ptr<Private> d;
};

} // namespace QtLogin
