// SPDX-License-Identifier: MIT
#pragma once

#include "authenticators/loginway.h"

#include <QtCore/qlist.h>
#include <QtWidgets/qwidget.h>

#include <map>

class QLabel;
class QPushButton;

namespace QtLogin {

//! "or", and a button for each other way to log in.
class WaysForm final : public QWidget
{
    Q_OBJECT
public:
    explicit WaysForm(QWidget *parent);

    void setWays(const QList<LoginWay> &ways);
    //! The words on a button that lets the user log in by \a way.
    static QString words(LoginWay way);

Q_SIGNALS:
    void chosen(QtLogin::LoginWay way);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    QLabel *m_or;
    std::map<LoginWay, QPushButton *> m_buttons;
};

} // namespace QtLogin
