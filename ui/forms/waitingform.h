// SPDX-License-Identifier: MIT
#pragma once

#include "authenticators/loginway.h"
#include "authenticators/proof.h"
#include "forms/sentence.h"
#include "qtloginwidgetsexport.h"

#include <QtWidgets/qwidget.h>

#include <memory>

namespace QtLogin {

namespace Ui {
class WaitingForm;
}

//! Says that the window waits while the user logs in elsewhere, where that is, and the code to enter there.
//!
//! ```cpp
//! const auto waiting = new WaitingForm(page);
//! if (const auto step = login.nextStep(); step && WaitingForm::mayOpen(step->link)) {
//!     waiting->begin(LoginWay::Browser, *step);
//!     waiting->open();
//! }
//! ```
//! Of the link, only the part that says where it leads can be read. It can be copied as a whole. \since 0.1
class QTLOGIN_WIDGETS_EXPORT WaitingForm : public QWidget
{
    Q_OBJECT
public:
    explicit WaitingForm(QWidget *parent = nullptr);
    ~WaitingForm() override;

    //! Whether \a link is one for users: an https address with a host.
    static bool mayOpen(const QUrl &link);

    //! Shows where \a step is to be taken. Nothing is opened yet. Its link has to be one that mayOpen().
    void begin(LoginWay way, const NextStep &step);
    LoginWay way() const { return m_way; }
    //! Forgets the link and the code.
    void clear();
    //! Puts the focus where the user is needed first.
    void focusFirstField();

public Q_SLOTS:
    //! Opens the page in the browser, and says so where that fails. A URL handler of the application may delete this.
    void open();

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    Sentence sentence() const;
    QString pageName() const;
    void copy(const QString &text, QWidget *button, const Sentence &done);
    void showCode();
    void updateLooks();

    std::unique_ptr<Ui::WaitingForm> m_ui;
    LoginWay m_way = LoginWay::Browser;
    QUrl m_link;
    QString m_code;
};

} // namespace QtLogin
